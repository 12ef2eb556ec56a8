import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

export const CONTRACT = new URL('../../../openapi.yaml', import.meta.url)

const document = parse(readFileSync(CONTRACT, 'utf8'))

type Node = Record<string, unknown>

/** A schema of the contract with its references resolved. */
export function schema(name: string): Node {
  return resolve(document.components.schemas[name]) as Node
}

function resolve(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(resolve)
  if (typeof node !== 'object' || node === null) return node
  const { $ref, ...rest } = node as Node
  const target =
    typeof $ref === 'string'
      ? $ref
          .split('/')
          .slice(1)
          .reduce((at, key) => at[key], document)
      : {}
  return Object.fromEntries(Object.entries({ ...target, ...rest }).map(([key, value]) => [key, resolve(value)]))
}
