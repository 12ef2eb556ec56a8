import { type Json, type Located, type OpenApiDocument, resolve } from '../../../openapi/document.ts'
import { childrenOf, type Operation, operationsOf } from '../../../openapi/operations.ts'

/** What the mock answers in one version of the contract and not in the other. */
export interface MockEffect {
  /** What a caller sees it by: `200 example paid`, `200 header ETag`. */
  answer: string
  change: 'new' | 'gone' | 'otherwise'
  /** operationIds of those that answer so. */
  operations: string[]
}

export interface MockEffects {
  /** operationIds. */
  added: string[]
  gone: string[]
  answers: MockEffect[]
}

/** The mock answers the examples of the contract, so these say all. */
export function mockEffects(base: OpenApiDocument, head: OpenApiDocument): MockEffects {
  const [before, after] = [answersBy(base), answersBy(head)]
  const found = new Map<string, MockEffect>()
  for (const [id, answers] of after) {
    const old = before.get(id)
    if (!old) continue
    for (const [answer, change] of compare(old, answers)) {
      const effect = found.get(`${change} ${answer}`) ?? { answer, change, operations: [] }
      effect.operations.push(id)
      found.set(`${change} ${answer}`, effect)
    }
  }
  return {
    added: [...after.keys()].filter(id => !before.has(id)),
    gone: [...before.keys()].filter(id => !after.has(id)),
    answers: [...found.values()],
  }
}

function compare(base: Map<string, string>, head: Map<string, string>): [answer: string, MockEffect['change']][] {
  return [
    ...[...head].flatMap(([answer, text]): [string, MockEffect['change']][] => {
      if (!base.has(answer)) return [[answer, 'new']]
      return base.get(answer) === text ? [] : [[answer, 'otherwise']]
    }),
    ...[...base.keys()].filter(answer => !head.has(answer)).map((answer): [string, 'gone'] => [answer, 'gone']),
  ]
}

const answersBy = (document: OpenApiDocument) =>
  new Map(operationsOf(document).map(operation => [operation.id, answersOf(document, operation)]))

function answersOf(document: OpenApiDocument, { responses }: Operation): Map<string, string> {
  return new Map(
    responses.flatMap(([status, response]) => [
      ...childrenOf(document, response, 'content').flatMap(([, media]) =>
        examplesOf(document, media).map(([name, value]): [string, string] => [`${status} ${name}`, text(value)]),
      ),
      ...childrenOf(document, response, 'headers')
        .map(([name, header]) => [name, resolve(document, header).value] as const)
        // The mock sends those that every answer has.
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
    ? [['made up, for want of an example', undefined]]
    : [['example', media.value.example]]
}

const text = (value: Json | undefined): string => JSON.stringify(value) ?? ''
