import type { Json, Located, OpenApiDocument } from '../../../openapi/document.ts'
import { membersOf } from '../../../openapi/members.ts'
import { type Operation, operationsOf, resolvedMembers } from '../../../openapi/operations.ts'

/** A response that the mock sends in one version of the contract and not in the other. */
export interface MockEffect {
  /** A short name: `200 example paid`, `200 header ETag`. */
  response: string
  change: 'added' | 'removed' | 'changed'
  /** The operations that send it, by operationId. */
  operations: string[]
}

export interface MockEffects {
  /** operationIds. */
  added: string[]
  removed: string[]
  responses: MockEffect[]
}

/** The mock responds with the examples of the contract, so comparing these is enough. */
export function mockEffects(base: OpenApiDocument, head: OpenApiDocument): MockEffects {
  const [before, after] = [responsesBy(base), responsesBy(head)]
  const effects = new Map<string, MockEffect>()
  for (const [id, responses] of after) {
    const old = before.get(id)
    if (!old) continue
    for (const [response, change] of compare(old, responses)) {
      const effect = effects.get(`${change} ${response}`) ?? { response, change, operations: [] }
      effect.operations.push(id)
      effects.set(`${change} ${response}`, effect)
    }
  }
  return {
    added: [...after.keys()].filter(id => !before.has(id)),
    removed: [...before.keys()].filter(id => !after.has(id)),
    responses: [...effects.values()],
  }
}

type Change = [response: string, change: MockEffect['change']]

function compare(base: Map<string, string>, head: Map<string, string>): Change[] {
  return [
    ...[...head].flatMap(([response, text]): Change[] => {
      if (!base.has(response)) return [[response, 'added']]
      return base.get(response) === text ? [] : [[response, 'changed']]
    }),
    ...[...base.keys()].filter(response => !head.has(response)).map((response): Change => [response, 'removed']),
  ]
}

const responsesBy = (document: OpenApiDocument) =>
  new Map(operationsOf(document).map(operation => [operation.id, responsesOf(document, operation)]))

function responsesOf(document: OpenApiDocument, { responses }: Operation): Map<string, string> {
  return new Map(
    responses.flatMap(([status, response]) => [
      ...membersOf(response, 'content').flatMap(([, media]) =>
        examplesOf(document, media).map(([name, value]): [string, string] => [`${status} ${name}`, text(value)]),
      ),
      ...resolvedMembers(document, response, 'headers')
        // The mock sends required headers only.
        .filter(([, { value }]) => value.required === true)
        .map(([name, { value }]): [string, string] => [
          `${status} header ${name}`,
          text(value.example ?? value.schema),
        ]),
    ]),
  )
}

function examplesOf(document: OpenApiDocument, media: Located): [name: string, value: Json | undefined][] {
  const named = resolvedMembers(document, media, 'examples')
  if (named.length > 0) return named.map(([name, { value }]) => [`example ${name}`, value.value])
  return media.value.example === undefined
    ? [['example made up from the schema', undefined]]
    : [['example', media.value.example]]
}

const text = (value: Json | undefined): string => JSON.stringify(value) ?? ''
