import type { OpenApiDocument } from '../../../openapi/document.ts'
import { keysOf } from '../../../openapi/pointer.ts'
import type { Change, Diff } from '../../diff/change.ts'
import type { GeneratedChange } from './generated.ts'
import { type Hunk, hunksOf } from './hunks.ts'
import { hunksAt } from './hunks-at.ts'

/** What a change looks like in the contract and in the types of the client. */
export interface Excerpt {
  contract: Hunk[]
  types: Hunk[]
}

export interface Texts {
  base: string
  head: string
}

/** One for each change of a diff, in its order. */
export async function excerptsOf(
  diff: Diff,
  texts: Texts,
  head: OpenApiDocument,
  generated: readonly GeneratedChange[],
): Promise<Excerpt[]> {
  const hunks = await hunksOf(texts.base, texts.head)
  const lines = { base: texts.base.split('\n'), head: texts.head.split('\n') }
  const types = generated.find(({ file }) => file === 'types.gen.ts')?.hunks ?? []
  return diff.changes.map(change => ({
    contract: hunksAt(hunks, lines, { base: change.base?.line, head: change.head?.line }),
    types: change.verdict === 'docs' ? [] : typesOf(types, change, head),
  }))
}

/** The hunks of the type that a change belongs to; of these, only the ones that mention its property or parameter, if there are any. */
function typesOf(hunks: readonly Hunk[], change: Change, head: OpenApiDocument): Hunk[] {
  const pointer = change.head?.pointer ?? change.base?.pointer ?? '#'
  const keys = keysOf(pointer) ?? []
  const names = typeNamesOf(keys, change.operations)
  const own = hunks.filter(hunk => names.some(name => isOf(hunk, name)))
  const member = memberIn(keys, pointer, head)
  const exact = own.filter(({ lines }) => lines.some(line => line[0] !== ' ' && member && line.includes(member)))
  return exact.length > 0 ? exact : own
}

function typeNamesOf([root, section = '', name = '']: readonly string[], operations: readonly string[]): string[] {
  if (root === 'paths') return operations.map(id => `${id.charAt(0).toUpperCase()}${id.slice(1)}Operation`)
  if (root !== 'components') return []
  return [section === 'responses' ? `${name}Response` : name]
}

const DECLARATION = /^[+-](?:export )?(?:interface|type) (\w+)/

const isOf = ({ context, lines }: Hunk, name: string): boolean =>
  context.includes(name) || lines.some(line => DECLARATION.exec(line)?.[1] === name)

/** The name of the innermost property, or of the parameter. */
function memberIn(keys: readonly string[], pointer: string, head: OpenApiDocument): string | undefined {
  const property = keys[keys.lastIndexOf('properties') + 1]
  if (keys.includes('properties')) return property
  const parameter = /^.*\/parameters\/[^/]+/.exec(pointer)?.[0]
  const found = parameter === undefined ? undefined : head.at(`${parameter}/name`)
  return typeof found === 'string' ? found : undefined
}
