// Shows the reference. It runs in the browser, and is a file of its own because the page's policy forbids inline scripts.
const element = document.getElementById('reference')
const { createApiReference } = await import(element.dataset.module)

createApiReference(element, {
  url: element.dataset.document,
  withDefaultFonts: false,
  telemetry: false,
  persistAuth: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  documentDownloadType: 'none',
  hideClientButton: true,
  hiddenClients: true,
  defaultOpenAllTags: true,
  orderSchemaPropertiesBy: 'preserve',
  generateOperationSlug: ({ operationId }) => operationId,
})
