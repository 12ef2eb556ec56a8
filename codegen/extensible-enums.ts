import ts from 'typescript'
import { isObject, type JsonObject } from '../openapi/document.ts'
import { isExtensible } from '../openapi/extensible-enums.ts'
import { follow } from '../openapi/pointer.ts'
import { type Node, walk, walkFrom } from '../openapi/walk.ts'
import { COMPONENTS, nameOf, pointerOf } from './component-names.ts'

const { factory } = ts

/** `'paid' | 'void' | (string & {})`: editors still suggest the listed values, which `string` alone would hide. */
export function extensibleEnumType(members: readonly unknown[]): ts.TypeNode {
  const texts = members.filter(member => typeof member === 'string')
  const string = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword)
  const other = factory.createIntersectionTypeNode([string, factory.createTypeLiteralNode([])])
  return factory.createUnionTypeNode([
    ...texts.map(text => factory.createLiteralTypeNode(factory.createStringLiteral(text))),
    factory.createParenthesizedType(other),
    ...(members.includes(null) ? [factory.createLiteralTypeNode(factory.createNull())] : []),
  ])
}

/**
 * Removes the mark `x-extensible` wherever a request uses an enum, because requests may contain only the listed values. A component that
 * responses use too is copied under another name: `Status` and `StatusInput`.
 */
export function keepRequestsExact(root: JsonObject): void {
  const nodes = [...walk(root)]
  const extensible = componentsWithMark(nodes)
  const schemas = follow(root, COMPONENTS)
  const read = reached(root, nodes.filter(isRead), extensible)
  const names = new Map<string, string>()

  /** The name of the component in requests. */
  function requestNameOf(name: string): string {
    const known = names.get(name)
    if (known !== undefined || !isObject(schemas)) return known ?? name
    const requestName = read.has(name) ? unusedName(schemas, `${name}Input`) : name
    names.set(name, requestName)
    if (requestName !== name) schemas[requestName] = structuredClone(schemas[name] as JsonObject)
    for (const node of partsOf(root, requestName)) makeExact(node)
    return requestName
  }

  function makeExact({ kind, value }: Node): void {
    const replaced = (reference: unknown) => {
      const name = componentOf(reference)
      if (name === undefined || !extensible.has(name)) return undefined
      return pointerOf(requestNameOf(name)) + String(reference).slice(pointerOf(name).length)
    }
    if (kind === 'Schema') delete value['x-extensible']
    const $ref = replaced(value.$ref)
    if ($ref !== undefined) value.$ref = $ref
    if (kind !== 'Discriminator' || !isObject(value.mapping)) return
    for (const [key, target] of Object.entries(value.mapping)) value.mapping[key] = replaced(target) ?? target
  }

  for (const node of nodes.filter(isSent)) makeExact(node)
}

/** The components that have the mark, or refer to one that has. */
function componentsWithMark(nodes: readonly Node[]): Set<string> {
  const marked = new Set(
    nodes.filter(({ value }) => isExtensible(value)).flatMap(({ pointer }) => componentOf(pointer) ?? []),
  )
  for (let before = -1; marked.size > before && marked.size > 0; ) {
    before = marked.size
    for (const { value, pointer } of nodes) {
      const [name, target] = [componentOf(pointer), componentOf(value.$ref)]
      if (name !== undefined && target !== undefined && marked.has(target)) marked.add(name)
    }
  }
  return marked
}

/** The components among these that objects refer to, directly or through other components. */
function reached(
  root: JsonObject,
  nodes: readonly Node[],
  among: ReadonlySet<string>,
  found = new Set<string>(),
): Set<string> {
  for (const { value } of nodes) {
    const name = componentOf(value.$ref)
    if (name === undefined || !among.has(name) || found.has(name)) continue
    found.add(name)
    reached(root, partsOf(root, name), among, found)
  }
  return found
}

function partsOf(root: JsonObject, name: string): Node[] {
  const value = follow(root, pointerOf(name))
  return isObject(value) ? [...walkFrom('Schema', { value, pointer: pointerOf(name) })] : []
}

/** The component schema that a pointer leads to, or into. */
const componentOf = (pointer: unknown): string | undefined =>
  typeof pointer === 'string' && pointer.startsWith(`${COMPONENTS}/`) ? nameOf(pointer) : undefined

/** The first of `Status`, `Status_`, … that no component has. */
const unusedName = (schemas: JsonObject, name: string): string =>
  Object.hasOwn(schemas, name) ? unusedName(schemas, `${name}_`) : name

/** Whether it is part of what clients send. Webhooks are sent by the API. */
const isSent = (node: Node): boolean =>
  !node.pointer.startsWith('#/webhooks/') && isInside(node, ['Parameter', 'RequestBody'])

/** Whether it is part of what clients receive. */
const isRead = (node: Node): boolean => node.pointer.startsWith('#/webhooks/') || isInside(node, ['Response', 'Header'])

/** Whether the object, or one around it, is expected to be of one of these kinds. */
const isInside = ({ expected, parent }: Node, kinds: readonly Node['kind'][]): boolean =>
  kinds.includes(expected) || (parent !== undefined && isInside(parent, kinds))
