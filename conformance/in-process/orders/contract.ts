import { documentOf, isObject, type JsonObject, type OpenApiDocument } from '../../../openapi/document.ts'

/** The operations that are added to the contract. */
export const ORDER_OPERATIONS = ['listOrders', 'createOrder', 'getOrder', 'getOrderReceipt'] as const

/**
 * A contract with a resource that the suite does not know: orders, in the shape of tickets, and for each of them a receipt in the shape of
 * an invoice's PDF.
 */
export function withOrders({ file, root, place }: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(root)
  const paths = copy.paths as Record<string, JsonObject>
  const add = (path: string, like: string, names: Record<string, string>) => {
    const item = structuredClone(paths[like] ?? {})
    for (const [method, operationId] of Object.entries(names))
      if (isObject(item[method])) Object.assign(item[method], { operationId, tags: ['Orders'] })
    paths[path] = item
  }
  add('/api/v1/orders', '/api/v1/tickets', { get: 'listOrders', post: 'createOrder' })
  add('/api/v1/orders/{id}', '/api/v1/tickets/{id}', { get: 'getOrder' })
  add('/api/v1/orders/{id}/receipt', '/api/v1/invoices/{id}/pdf', { get: 'getOrderReceipt' })
  return documentOf(file, copy, place)
}
