import { isObject, type Json, type Located } from '../json.ts'
import { derivedId, METHODS } from '../operations.ts'
import { into } from '../pointer.ts'
import { findResolved } from '../references.ts'
import type { Refusal } from '../refusal.ts'
import type { Checked } from './checked.ts'
import { parameterKey } from './parameters.ts'

interface Site extends Located {
  path: string
  method: string
  item: Located
}

/** Paths and operations that can be told apart, and path parameters that are those of the template (OpenAPI 3.1, Paths Object). */
export function* checkPaths(checked: Checked): Generator<Refusal> {
  const { paths, webhooks } = checked.document.root
  yield* checkTemplates(Object.keys(isObject(paths) ? paths : {}).filter(path => path.startsWith('/')))
  const sites = sitesOf(checked, paths, '#/paths')
  for (const site of sites) yield* checkPathParameters(checked, site)
  yield* checkIds([...sites, ...sitesOf(checked, webhooks, '#/webhooks')])
}

function sitesOf({ document }: Checked, items: Json | undefined, pointer: string): Site[] {
  return Object.entries(isObject(items) ? items : {}).flatMap(([path, value]) => {
    const item = isObject(value) ? findResolved(document, { value, pointer: into(pointer, path) }) : undefined
    return METHODS.flatMap(method => {
      const operation = item?.value[method]
      return item && isObject(operation)
        ? [{ path, method, item, value: operation, pointer: into(item.pointer, method) }]
        : []
    })
  })
}

function* checkTemplates(paths: string[]): Generator<Refusal> {
  const seen = new Map<string, string>()
  for (const path of paths) {
    const pointer = into('#/paths', path)
    const names = namesIn(path)
    const repeated = names.find((name, index) => names.indexOf(name) !== index)
    if (repeated !== undefined)
      yield { pointer, reason: `the path has {${repeated}} twice`, instead: 'Give one of them another name.' }
    const shape = path.replaceAll(/\{[^}]*\}/g, '{}')
    const twin = seen.get(shape)
    if (twin !== undefined)
      yield { pointer, reason: `this is the same path as ${twin}`, instead: 'Move the operations there.' }
    seen.set(shape, twin ?? path)
  }
}

const namesIn = (path: string): string[] => [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '')

function* checkPathParameters({ document }: Checked, { path, item, value, pointer }: Site): Generator<Refusal> {
  const owners = [item, { value, pointer }]
  const all = owners.flatMap(owner => parametersOf(owner).map(parameter => findResolved(document, parameter)))
  if (all.includes(undefined)) return
  const declared = new Map(
    all.filter(parameter => parameter !== undefined).map(parameter => [parameterKey(parameter.value), parameter]),
  )
  const names = namesIn(path)
  for (const { value, pointer } of declared.values())
    if (value.in === 'path' && !names.includes(String(value.name)))
      yield {
        pointer,
        reason: `the path parameter ${value.name} is not in the path ${path}`,
        instead: `Add {${value.name}} to the path, or remove the parameter.`,
      }
  for (const name of names)
    if (!declared.has(parameterKey({ in: 'path', name })))
      yield { pointer, reason: `{${name}} of the path ${path} is not declared`, instead: 'Add a path parameter.' }
}

function parametersOf({ value, pointer }: Located): Located[] {
  const list = Array.isArray(value.parameters) ? value.parameters : []
  return list.flatMap((item, index) =>
    isObject(item) ? [{ value: item, pointer: into(pointer, 'parameters', index) }] : [],
  )
}

function* checkIds(sites: Site[]): Generator<Refusal> {
  const seen = new Map<string, Site>()
  for (const site of sites) {
    const { operationId } = site.value
    if (operationId === '') {
      yield { pointer: into(site.pointer, 'operationId'), reason: 'operationId is empty', instead: 'Give it a name.' }
      continue
    }
    const id = typeof operationId === 'string' ? operationId : derivedId(site.method, site.path)
    const twin = seen.get(id)
    if (twin)
      yield {
        pointer: site.pointer,
        reason: `operationId ${id} is also that of ${twin.method} ${twin.path}`,
        instead: 'Give one of them another operationId.',
      }
    seen.set(id, twin ?? site)
  }
}
