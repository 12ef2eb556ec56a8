import {
  isObject,
  type Json,
  type Located,
  type OpenApiDocument,
  parseOpenApi,
  resolve,
} from '../../openapi/document.ts'
import { field } from '../../openapi/fields.ts'
import { referencesIn } from './references.ts'

/** A version of a contract. */
export interface Contract extends OpenApiDocument {
  /** info.version. */
  version: string
}

/** Reads YAML or JSON whose references can all be resolved. @param file the name to show. Throws a DocumentError of one line. */
export function readDocument(file: string, text: string): Contract {
  const document = parseOpenApi(file, text)
  checkReferences(document)
  return { ...document, version: versionOf(document) }
}

/** Each leads to something, and not back to itself by references alone. */
function checkReferences(document: OpenApiDocument): void {
  const ended = new Set<string>()
  for (const reference of referencesIn(document.root)) {
    const chain = new Set<string>()
    for (
      let at: Json | undefined = reference.value;
      isObject(at) && typeof at.$ref === 'string';
      at = document.at(at.$ref)
    ) {
      if (ended.has(at.$ref)) break
      if (chain.has(at.$ref) || document.at(at.$ref) === undefined) resolve(document, reference)
      if (chain.has(at.$ref)) break
      chain.add(at.$ref)
    }
    for (const pointer of chain) ended.add(pointer)
  }
}

function versionOf(document: OpenApiDocument): string {
  const info = field(document, { value: document.root, pointer: '#' }, 'info', 'object')
  const version: Json | undefined = info?.version
  // YAML reads 1.0 as a number.
  if (typeof version === 'string' || typeof version === 'number') return String(version)
  return document.refuse(info ? '#/info' : '#', 'needs an info.version')
}

/** The end of a chain of references. Throws if it leads nowhere. */
export const endOf = (contract: Contract, { value, pointer }: Located): Located => resolve(contract, { value, pointer })
