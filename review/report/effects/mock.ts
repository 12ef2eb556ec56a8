import { type Json, type Located, type OpenApiDocument, resolve } from '../../../openapi/document.ts'
import { childrenOf, type Operation, operationsOf } from '../../../openapi/operations.ts'

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

/** The mock responds with the examples of the contract, so these tell everything. */
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
      ...childrenOf(document, response, 'content').flatMap(([, media]) =>
        examplesOf(document, media).map(([name, value]): [string, string] => [`${status} ${name}`, text(value)]),
      ),
      ...childrenOf(document, response, 'headers')
        .map(([name, header]) => [name, resolve(document, header).value] as const)
        // The mock sends required headers only.
        .filter(([, header]) => header.required === true)
        .map(([name, header]): [string, string] => [`${status} header ${name}`, text(header.example ?? header.schema)]),
    ]),
  )
}

function examplesOf(document: OpenApiDocument, media: Located): [name: string, value: Json | undefined][] {
  const named = childrenOf(document, media, 'examples')
  if (named.length > 0) {
    return named.map(([name, example]) => [`example ${name}`, resolve(document, example).value.value])
  }
  return media.value.example === undefined
    ? [['example made up from the schema', undefined]]
    : [['example', media.value.example]]
}

const text = (value: Json | undefined): string => JSON.stringify(value) ?? ''
