import { into, isObject, type JsonObject, type Located, resolve } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'
import { contextFor } from './components.ts'
import type { Model } from './model.ts'
import { literal, type SchemaContext } from './schema/context.ts'
import { schemaExpression } from './schema/schema.ts'
import { textArray, textValue } from './text-value.ts'

/** The text of routes.gen.ts without its banner: one `createRoute` per operation, all of them by tag. */
export function emitRoutes(model: Model, used: Set<string>): string {
  const contexts = {
    input: contextFor(model, 'input', used, { prefix: 'schemas.' }),
    answer: contextFor(model, 'answer', used, { prefix: 'schemas.' }),
  }
  const shared = createShared()
  const routes = model.operations.map(operation => routeText(contexts, shared, operation))
  const groups = [...model.groups].map(
    ([group, operations]) =>
      `  ${literal(group)}: {\n${operations.map(({ id, identifier }) => `    ${literal(id)}: ${identifier},`).join('\n')}\n  },`,
  )
  const types = model.operations.map(
    ({ id, requestBody }) => `  ${literal(id)}: ${literal(Object.keys(contentOf(requestBody)))},`,
  )
  return [
    `import { createRoute, z } from '@hono/zod-openapi'`,
    `import * as schemas from './schemas.gen.ts'\n`,
    ...shared.texts(),
    ...routes,
    `/** Every operation by its tag. */\nexport const routes = {\n${groups.join('\n')}\n} as const\n`,
    `/** The media types each operation reads. */\nexport const requestTypes = {\n${types.join('\n')}\n} as const\n`,
    `/** The house rules of \`x-input\`, which the schemas and the decoding of requests keep. */\nexport const inputRules = ${literal(model.rules)} as const\n`,
  ].join('\n')
}

interface Contexts {
  input: SchemaContext
  answer: SchemaContext
}

type Shared = ReturnType<typeof createShared>

/** Shared responses, headers and parameters are written once, as they stand once in the document. */
function createShared() {
  const kinds = {
    headers: new Map<string, string>(),
    parameters: new Map<string, string>(),
    responses: new Map<string, string>(),
  }
  return {
    /** The text itself, or the name of the shared one when `pointer` is a component. */
    put(kind: keyof typeof kinds, pointer: string, text: () => string): string {
      const name = new RegExp(`^#/components/${kind}/([^/]+)$`).exec(pointer)?.[1]
      if (name === undefined) return text()
      if (!kinds[kind].has(name)) kinds[kind].set(name, text())
      return `${kind}[${literal(name)}]`
    },
    texts: () =>
      Object.entries(kinds)
        .filter(([, entries]) => entries.size > 0)
        .map(
          ([kind, entries]) =>
            `const ${kind} = {\n${[...entries].map(([name, text]) => `  ${literal(name)}: ${text},`).join('\n')}\n}\n`,
        ),
  }
}

function routeText(contexts: Contexts, shared: Shared, operation: Model['operations'][number]): string {
  const { id, identifier, method, path, tags, security, responses } = operation
  const request = requestText(contexts.input, shared, operation)
  const answers = responses.map(([status, response]) => {
    const text = shared.put('responses', response.pointer, () => responseText(contexts.answer, shared, response))
    return `    ${/^\d+$/.test(status) ? status : literal(status)}: ${text},`
  })
  return `export const ${identifier} = createRoute({
  operationId: ${literal(id)},
  method: ${literal(method)},
  path: ${literal(path)},
  tags: ${literal(tags)},
  security: ${literal(security)},${request}
  responses: {
${answers.join('\n')}
  },
})
`
}

function requestText(context: SchemaContext, shared: Shared, operation: Operation): string {
  const parts = [
    parametersText(context, shared, operation, 'path', 'params'),
    parametersText(context, shared, operation, 'query', 'query'),
    parametersText(context, shared, operation, 'header', 'headers'),
    parametersText(context, shared, operation, 'cookie', 'cookies'),
    bodyText(context, operation),
  ].filter(Boolean)
  return parts.length === 0 ? '' : `\n  request: {\n${parts.map(part => `    ${part},\n`).join('')}  },`
}

function parametersText(
  context: SchemaContext,
  shared: Shared,
  { parameters }: Operation,
  place: string,
  key: string,
): string {
  const entries = parameters
    .filter(({ value }) => value.in === place)
    .map(
      parameter =>
        `${literal(parameter.value.name)}: ${shared.put('parameters', parameter.pointer, () => parameterText(context, parameter))}`,
    )
  return entries.length === 0 ? '' : `${key}: z.object({ ${entries.join(', ')} })`
}

function parameterText(context: SchemaContext, { value, pointer }: Located): string {
  const { document } = context
  if (!['path', 'query', 'header', 'cookie'].includes(String(value.in)))
    document.refuse(into(pointer, 'in'), 'must be path, query, header or cookie')
  if (typeof value.name !== 'string') document.refuse(pointer, 'needs a name')
  const style = value.style ?? (value.in === 'query' || value.in === 'cookie' ? 'form' : 'simple')
  if (style !== 'form' && style !== 'simple') document.refuse(into(pointer, 'style'), `style ${style} is not supported`)
  const schema = schemaOf(context, { value, pointer })
  const isExploded = style === 'form' && value.explode !== false
  const text = textArray(context, schema, isExploded) ?? textValue(context, schema)
  if (value.required === true) return text
  const fallback = resolve(document, schema).value.default
  return fallback === undefined ? `${text}.optional()` : `${text}.prefault(${literal(String(fallback))})`
}

function schemaOf({ document }: SchemaContext, { value, pointer }: Located): Located {
  if (value.content !== undefined)
    document.refuse(into(pointer, 'content'), 'a parameter or header with content is not supported')
  const { schema } = value
  if (!isObject(schema)) return document.refuse(pointer, 'needs a schema')
  return { value: schema, pointer: into(pointer, 'schema') }
}

/** The body as JSON; a form that stands beside it has the same fields and is decoded to them before it is validated. */
function bodyText(context: SchemaContext, { requestBody }: Operation): string {
  if (!requestBody) return ''
  const content = contentOf(requestBody)
  const pointer = into(requestBody.pointer, 'content')
  const types = Object.keys(content)
  const json = types.find(isJson)
  const listed = types.filter(type => {
    if (type.startsWith('multipart/'))
      context.document.refuse(into(pointer, type), 'multipart bodies are not supported')
    if (json === undefined || type === json || !(isJson(type) || type === FORM)) return true
    if (literal(content[type]?.schema) !== literal(content[json]?.schema)) {
      context.document.refuse(into(pointer, type), `the schema differs from that of ${json}, which is not supported`)
    }
    return false
  })
  const media = listed.map(type =>
    mediaText(context, type, { value: content[type] ?? {}, pointer: into(pointer, type) }),
  )
  return `body: { required: ${requestBody.value.required === true}, content: { ${media.join(', ')} } }`
}

function responseText(context: SchemaContext, shared: Shared, { value, pointer }: Located): string {
  const headers = Object.entries(isObject(value.headers) ? value.headers : {})
    .filter(([name]) => name.toLowerCase() !== 'content-type')
    .map(([name, header]) => {
      const here = into(pointer, 'headers', name)
      if (!isObject(header)) return context.document.refuse(here, 'must be an object')
      const resolved = resolve(context.document, { value: header, pointer: here })
      return `${literal(name)}: ${shared.put('headers', resolved.pointer, () => headerText(context, resolved))}`
    })
  const content = contentOf({ value, pointer })
  const media = Object.keys(content).map(type =>
    mediaText(context, type, { value: content[type] ?? {}, pointer: into(pointer, 'content', type) }),
  )
  return [
    `{ description: ${literal(value.description ?? '')}`,
    headers.length > 0 ? `, headers: z.object({ ${headers.join(', ')} })` : '',
    media.length > 0 ? `, content: { ${media.join(', ')} }` : '',
    ' }',
  ].join('')
}

function headerText(context: SchemaContext, header: Located): string {
  const schema = schemaOf(context, header)
  const text = textArray(context, schema, false) ?? textValue(context, schema)
  return header.value.required === true ? text : `${text}.optional()`
}

const FORM = 'application/x-www-form-urlencoded'

const isJson = (type: string) => /^application\/([\w.-]+\+)?json\b/.test(type)

/** JSON by its schema, text as text, everything else as bytes. */
function mediaText(context: SchemaContext, type: string, media: Located): string {
  const { schema } = media.value
  const pointer = into(media.pointer, 'schema')
  if (isJson(type) || type === FORM) {
    const text =
      isObject(schema) || typeof schema === 'boolean'
        ? schemaExpression(context, { value: schema, pointer }).text
        : 'z.unknown()'
    return `${literal(type)}: { schema: ${text} }`
  }
  const isText = /^text\/|\+?xml\b/.test(type)
  return `${literal(type)}: { schema: ${isText ? 'z.string()' : 'z.instanceof(Uint8Array)'} }`
}

function contentOf(owner: Located | undefined): Record<string, JsonObject> {
  const content = owner?.value.content
  return isObject(content) ? (content as Record<string, JsonObject>) : {}
}
