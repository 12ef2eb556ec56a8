// Shows the reference. It runs in the browser, and is a file of its own because the page's policy forbids inline scripts.
const element = document.getElementById('reference')
const { module, document: url, login } = element.dataset
const { createApiReference } = await import(module)

const configuration = {
  url,
  // The policy allows requests to no other. PUBLIC_URL, for which the document is, may be another name of this server.
  servers: [{ url: location.origin }],
  withDefaultFonts: false,
  telemetry: false,
  persistAuth: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  documentDownloadType: 'none',
  hideClientButton: true,
  // The samples of the document are tested, those that Scalar makes are not.
  hiddenClients: true,
  defaultOpenAllTags: true,
  orderSchemaPropertiesBy: 'preserve',
  generateOperationSlug: ({ operationId }) => operationId,
  onResponseReceived: useNewToken,
}
const reference = createApiReference(element, configuration)

/** After a login, the next requests send its token. */
async function useNewToken({ request, response }) {
  if (new URL(request.url).pathname !== login || !response.ok) return
  const { token } = await response.clone().json()
  const authentication = { preferredSecurityScheme: 'bearerAuth', securitySchemes: { bearerAuth: { token } } }
  reference.updateConfiguration({ ...configuration, authentication })
}
