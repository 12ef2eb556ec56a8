import { isObject, type JsonObject, type OpenApiDocument } from '../../openapi/document.ts'
import { parseDocument } from '../../openapi/read.ts'
import { DERIVATIONS, type Derivation, LISTS } from './fields.ts'

const SCHEMAS = '#/components/schemas'

/** Whether a document has components that the import is derived from. */
export const hasImport = (document: OpenApiDocument): boolean =>
  Object.values(DERIVATIONS).some(({ from }) => document.at(`${SCHEMAS}/${from}`) !== undefined)

/**
 * The import as a document of its own, with one operation whose request is the import. So the generator writes its schemas as it writes
 * those of the contract.
 */
export function importDocument(contract: OpenApiDocument): OpenApiDocument {
  const lists = Object.entries(LISTS).map(([list, row]) => [
    list,
    { type: 'array', items: { $ref: `${SCHEMAS}/${row}` } },
  ])
  const derived = Object.entries(DERIVATIONS).map(([name, derivation]) => [name, derive(contract, derivation)])
  const schemas: JsonObject = {
    ImportDocument: {
      type: 'object',
      description: 'Data of another system, or of `export`. Every list may be left out.',
      additionalProperties: false,
      properties: Object.fromEntries(lists),
    },
    ...Object.fromEntries(derived),
  }
  const used = { ...referencedBy(contract, schemas), ...schemas }
  const content = { 'application/json': { schema: { $ref: `${SCHEMAS}/ImportDocument` } } }
  return parseDocument(
    contract.file,
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Import', version: '1.0.0' },
      // Texts are stored as they are, so that an import of an export changes nothing.
      'x-input': { wellFormedText: true, nullIsAbsent: true },
      paths: {
        '/import': {
          post: {
            operationId: 'import',
            requestBody: { required: true, content },
            responses: { 204: { description: 'Imported.' } },
          },
        },
      },
      components: { schemas: used },
    }),
  )
}

/** The schemas alone, in JSON Schema 2020-12. */
export function emitImportSchema(contract: OpenApiDocument, comment: string): string {
  const { ImportDocument, ...definitions } = importDocument(contract).at(SCHEMAS) as JsonObject
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $comment: comment,
    title: 'Import',
    ...(ImportDocument as JsonObject),
    $defs: definitions,
  }
  return `${JSON.stringify(schema, null, 2).replaceAll(`"${SCHEMAS}/`, '"#/$defs/')}\n`
}

function derive(
  contract: OpenApiDocument,
  { from, required, omitted = [], replaced = {}, added = {}, description }: Derivation,
) {
  const own = propertiesOf(contract, `${SCHEMAS}/${from}`)
  const unknown = [...required, ...omitted].filter(name => !(name in { ...own, ...replaced, ...added }))
  if (unknown.length > 0) {
    const reason = `the import is derived from this schema, which has no ${unknown.join(', ')}`
    contract.refuse(`${SCHEMAS}/${from}`, reason, 'Change codegen/import/fields.ts.')
  }
  const kept = Object.entries({ ...own, ...replaced, ...added }).filter(([name]) => !omitted.includes(name))
  return {
    type: 'object',
    description,
    additionalProperties: false,
    required,
    properties: Object.fromEntries(
      kept.map(([name, schema]) => {
        const visible = withText(name, schema as JsonObject)
        return [name, required.includes(name) ? visible : orNull(visible)]
      }),
    ),
  }
}

/** The properties of an object schema, or of all members of `allOf`. */
function propertiesOf(contract: OpenApiDocument, pointer: string): JsonObject {
  const schema = contract.at(pointer)
  if (!isObject(schema))
    contract.refuse(pointer, 'the import is derived from this schema', 'Change codegen/import/fields.ts.')
  if (typeof schema.$ref === 'string') return propertiesOf(contract, schema.$ref)
  const members = Array.isArray(schema.allOf) ? schema.allOf : []
  const inherited = members.map((_, index) => propertiesOf(contract, `${pointer}/allOf/${index}`))
  return Object.assign({}, ...inherited, schema.properties)
}

const VISIBLE = '[\\p{L}\\p{N}\\p{M}\\p{P}\\p{S}]'

/** As OneLine and NotBlank of the contract. */
const ONE_LINE = `^(?=.*${VISIBLE})[^\\p{Cc}\\u2028\\u2029]*$`

/** As for invoices that are issued here: line breaks and tabs are the only control characters. */
const SEVERAL_LINES = `^(?=[\\s\\S]*${VISIBLE})[\\P{Cc}\\n\\r\\t]*$`

/** What is printed on invoices, where it may have several lines. */
const OF_INVOICES: ReadonlySet<string> = new Set([
  'description',
  'notes',
  'po_number',
  'exemption_reason',
  'tax_exemption_reason',
])

/** A text without other rules must show something, on one line. */
function withText(name: string, schema: JsonObject): JsonObject {
  const types = [schema.type].flat()
  if (!types.includes('string') || schema.enum || schema.format || schema.pattern) return schema
  return { ...schema, pattern: OF_INVOICES.has(name) ? SEVERAL_LINES : ONE_LINE }
}

function orNull(schema: JsonObject): JsonObject {
  if ([schema.type].flat().includes('null') || /^#\/components\/schemas\/Nullable/.test(String(schema.$ref)))
    return schema
  const { description, examples, ...rest } = schema
  return {
    anyOf: [rest, { type: 'null' }],
    ...(description === undefined ? {} : { description }),
    ...(examples === undefined ? {} : { examples }),
  }
}

/** The components that schemas refer to, at any depth. */
function referencedBy(contract: OpenApiDocument, schemas: JsonObject, found: JsonObject = {}): JsonObject {
  for (const [, name = ''] of JSON.stringify(schemas).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    if (name in found || name.startsWith('Import')) continue
    found[name] = contract.at(`${SCHEMAS}/${name}`) ?? {}
    referencedBy(contract, { [name]: found[name] }, found)
  }
  return found
}
