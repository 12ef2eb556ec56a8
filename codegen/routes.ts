import type { Operation } from '../openapi/operations.ts'
import { requestBodyText } from './bodies.ts'
import { contextFor } from './components.ts'
import { contentOf } from './media.ts'
import type { Model, NamedOperation } from './model.ts'
import { parametersText } from './parameters.ts'
import { responseText } from './responses.ts'
import { literal, type SchemaContext } from './schema/context.ts'
import { createShared, inline, key, type Shared } from './shared.ts'

/** The text of routes.gen.ts without its banner: one `createRoute` per operation, and all routes by tag. */
export function emitRoutes(model: Model, used: Set<string>): string {
  const contexts = {
    request: contextFor(model, 'request', used, { prefix: 'schemas.' }),
    response: contextFor(model, 'response', used, { prefix: 'schemas.' }),
  }
  const shared = createShared()
  const routes = model.operations.map(operation => routeText(contexts, shared, operation))
  const sent = { request: contexts.response, response: contexts.response }
  const webhooks = model.webhooks.map(operation => routeText(sent, inline, operation))
  const groups = [...model.groups].map(
    ([group, operations]) =>
      `  ${key(group)}: {\n${operations.map(({ id, identifier }) => `    ${member(id, identifier)},`).join('\n')}\n  },`,
  )
  const types = model.operations.map(
    ({ id, requestBody }) =>
      `  ${key(id)}: ${literal(requestBody ? contentOf(requestBody).map(([type]) => type) : [])},`,
  )
  const text = [
    ...shared.texts(),
    ...routes,
    ...webhooks,
    ...webhooksText(model.webhooks),
    `/** All operations, by tag. */\nexport const routes = {\n${groups.join('\n')}\n} as const\n`,
    `/** The media types of each request body, by operationId. */\nexport const requestTypes = {\n${types.join('\n')}\n} as const\n`,
    `/** The rules of \`x-input\`, which the schemas and the request decoding apply. */\nexport const inputRules = ${literal(model.rules)} as const\n`,
  ].join('\n')
  return `${importsText(text.replaceAll(LITERAL, '""'))}\n${text}`
}

/** A string, which may contain text that looks like code. */
const LITERAL = /"(?:[^"\\]|\\.)*"/g

/** Imports only what is used: for a strict compiler, an unused import is an error. */
function importsText(text: string): string {
  const names = [...(/\bcreateRoute\(/.test(text) ? ['createRoute'] : []), ...(/\bz\.\w+\(/.test(text) ? ['z'] : [])]
  return [
    names.length > 0 ? `import { ${names.join(', ')} } from '@hono/zod-openapi'\n` : '',
    /\bschemas\.[\p{ID_Start}_$]/u.test(text) ? `import * as schemas from './schemas.gen.ts'\n` : '',
  ].join('')
}

function webhooksText(webhooks: NamedOperation[]): string[] {
  if (webhooks.length === 0) return []
  const entries = webhooks.map(({ id, identifier }) => `  ${member(id, identifier)},`)
  return [
    `/** The requests that the API sends. The path of each is the name of the webhook. */\nexport const webhooks = {\n${entries.join('\n')}\n} as const\n`,
  ]
}

/** Uses the short form if possible, because the compiler shows such names without quotes. */
const member = (id: string, identifier: string) => (id === identifier ? id : `${key(id)}: ${identifier}`)

interface Contexts {
  request: SchemaContext
  response: SchemaContext
}

function routeText(contexts: Contexts, shared: Shared, operation: NamedOperation): string {
  const { id, identifier, method, path, tags, security, responses } = operation
  const request = requestText(contexts.request, shared, operation)
  const responseTexts = responses.map(([status, response]) => {
    const text = shared.put('responses', response.pointer, () => responseText(contexts.response, shared, response))
    return `    ${/^\d+$/.test(status) ? status : literal(status)}: ${text},`
  })
  return `export const ${identifier} = createRoute({
  operationId: ${literal(id)},
  method: ${literal(method)},
  path: ${literal(path)},
  tags: ${literal(tags)},
  security: ${literal(security)},${request}
  responses: {
${responseTexts.join('\n')}
  },
})
`
}

function requestText(context: SchemaContext, shared: Shared, operation: Operation): string {
  const parts = [
    parametersText(context, shared, operation, 'path', 'params'),
    parametersText(context, shared, operation, 'query', 'query'),
    parametersText(context, shared, operation, 'header', 'headers'),
    operation.requestBody ? requestBodyText(context, operation.requestBody) : '',
  ].filter(Boolean)
  return parts.length === 0 ? '' : `\n  request: {\n${parts.map(part => `    ${part},\n`).join('')}  },`
}
