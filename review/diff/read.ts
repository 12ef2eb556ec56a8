import {
  DocumentError,
  isObject,
  type Json,
  type JsonObject,
  type Located,
  type OpenApiDocument,
  resolve,
} from '../../openapi/document.ts'
import { field } from '../../openapi/fields.ts'
import { follow } from '../../openapi/pointer.ts'
import { readYaml } from '../../openapi/yaml.ts'
import { referencesIn } from './references.ts'

/** A version of a contract, in OpenAPI 3.0 or 3.1. */
export interface Contract extends OpenApiDocument {
  /** Written in 3.0: `nullable`, boolean `exclusiveMinimum`, nothing beside `$ref`. */
  is30: boolean
  /** info.version. */
  version: string
}

/** Reads YAML or JSON whose references all lead somewhere. @param file the name to show. Throws a DocumentError with one clear line. */
export function readDocument(file: string, text: string): Contract {
  const { root, place } = readYaml(file, text)
  if (!isObject(root)) throw new DocumentError(`${file}:1:1 #: is not an OpenAPI document`)
  const contract = contractOf(file, root, place)
  checkReferences(contract)
  return contract
}

/** Each leads somewhere, and not back to itself by references alone. */
function checkReferences(contract: Contract): void {
  const ended = new Set<string>()
  for (const reference of referencesIn(contract.root)) {
    const chain = new Set<string>()
    for (
      let at: Json | undefined = reference.value;
      isObject(at) && typeof at.$ref === 'string';
      at = contract.at(at.$ref)
    ) {
      if (ended.has(at.$ref)) break
      // Says what is wrong in one line.
      if (chain.has(at.$ref) || contract.at(at.$ref) === undefined) resolve(contract, reference)
      if (chain.has(at.$ref)) break
      chain.add(at.$ref)
    }
    for (const pointer of chain) ended.add(pointer)
  }
}

function contractOf(file: string, root: JsonObject, place: OpenApiDocument['place']): Contract {
  const document: OpenApiDocument = {
    file,
    root,
    place,
    at: pointer => follow(root, pointer),
    refuse(pointer, reason) {
      const { line, column } = place(pointer)
      throw new DocumentError(`${file}:${line}:${column} ${pointer}: ${reason}`)
    },
  }
  return { ...document, is30: is30(document), version: versionOf(document) }
}

function is30({ root, refuse }: OpenApiDocument): boolean {
  const [, minor] = /^3\.([01])\.\d+/.exec(String(root.openapi)) ?? []
  if (minor !== undefined && typeof root.openapi === 'string') return minor === '0'
  const where = ['openapi', 'swagger'].find(key => root[key] !== undefined)
  const said = where === undefined ? 'says nothing' : `says ${where} ${root[where]}`
  return refuse(where === undefined ? '#' : `#/${where}`, `only OpenAPI 3.0 and 3.1 are supported, this ${said}`)
}

function versionOf(document: OpenApiDocument): string {
  const info = field(document, { value: document.root, pointer: '#' }, 'info', 'object')
  const version: Json | undefined = info?.version
  // YAML reads 1.0 as a number.
  if (typeof version === 'string' || typeof version === 'number') return String(version)
  return document.refuse(info ? '#/info' : '#', 'needs an info.version')
}

/** The end of references from a place; throws for one that leads nowhere. */
export const endOf = (contract: Contract, { value, pointer }: Located): Located => resolve(contract, { value, pointer })
