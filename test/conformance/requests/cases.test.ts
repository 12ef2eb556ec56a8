import { describe, expect, test } from 'vitest'
import { type Shape, shapesOf } from '../../../conformance/contract/request-shape.ts'
import { baseBody } from '../../../conformance/requests/base.ts'
import type { At, Case } from '../../../conformance/requests/case.ts'
import { casesOf } from '../../../conformance/requests/cases.ts'
import { createRequestValidator } from '../../../conformance/validation/request.ts'
import { documentOf } from '../../../openapi/document.ts'
import { loadDocument } from '../../../openapi/read.ts'

const contract = loadDocument('openapi.yaml')
const shapes = shapesOf(contract)
const login = { email: 'someone@example.com', password: 'a good password' }
const at: At = { now: Date.parse('2027-12-30T23:59:00Z'), known: { createToken: login } }
const all = new Map(shapes.map(shape => [shape, casesOf(contract, shape, at)]))
const each = [...all].map(([shape, cases]): [string, Shape, Case[]] => [shape.id, shape, cases])

const validator = createRequestValidator(contract)
const ids = { own: new Set([5]), foreign: new Set<number>() }
const bodyOf = (shape: Shape, { recipe }: Case) => recipe.body ?? baseBody(contract, shape, at)
const validated = (shape: Shape, given: Case) => {
  const { id } = given.recipe
  const own = typeof id === 'object' && 'like' in id ? { id: { raw: id.like.replace('#', '5') } } : {}
  return validator.validate(shape, { ...given.recipe, ...own }, bodyOf(shape, given), ids)
}

describe.each(each)('%s', (_, shape, cases) => {
  test('has unique names and different requests', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
    const written = cases.map(given => {
      const sent = { ...given.recipe, body: bodyOf(shape, given) }
      return JSON.stringify(sent, (_, value) => (ArrayBuffer.isView(value) ? String(value) : value))
    })
    expect(new Set(written).size).toBe(cases.length)
  })

  test('has cases for each of its inputs and no others', () => {
    const about = (pattern: RegExp) => cases.some(({ name }) => pattern.test(name))
    expect(about(/^token: none/)).toBe(shape.isSecured)
    expect(about(/^id:/)).toBe(shape.ids.length > 0)
    expect(about(/^query, unknown key:/)).toBe(shape.query.length > 0)
    expect(about(/^query, ignored:/)).toBe(shape.query.length === 0)
    expect(about(/^media type:/)).toBe(shape.body !== undefined)
    expect(about(/^body, ignored:/)).toBe(shape.body === undefined)
    for (const { name } of shape.query) expect(about(new RegExp(`^query ${name}:`))).toBe(true)
    for (const { name } of shape.headers) expect(about(new RegExp(`^header ${name}:`))).toBe(true)
    for (const { name } of shape.body?.fields ?? []) {
      expect(about(new RegExp(`^body ${name}:`))).toBe(true)
      expect(about(new RegExp(`^form ${name}:`))).toBe(true)
    }
  })

  test('does not depend on declared responses', () => {
    const root = structuredClone(contract.root)
    const operation = Object(root.paths)[shape.path][shape.method.toLowerCase()]
    operation.responses = { default: { description: 'Anything.' } }
    const silent = documentOf('silent.yaml', root, contract.place)
    const [same] = shapesOf(silent).filter(({ id }) => id === shape.id)
    expect(casesOf(silent, same!, at)).toEqual(cases)
  })

  test('can be sent unmodified by fetch', () => {
    for (const { name, recipe } of cases) {
      const { id: choice } = recipe
      const text = typeof choice === 'object' ? ('raw' in choice ? choice.raw : choice.like) : '#'
      const id = text.replace('#', '1')
      const url = `http://127.0.0.1${shape.path.replace(/\{.+\}/, () => id)}?${recipe.query ?? ''}`
      const token = typeof recipe.token === 'object' ? { Authorization: recipe.token.raw } : {}
      const type = recipe.body?.type === undefined ? {} : { 'Content-Type': recipe.body.type }
      const bytes = recipe.body?.bytes
      const request = new Request(url, {
        method: shape.method,
        headers: { ...token, ...type, ...recipe.headers },
        ...(bytes !== undefined && { body: bytes }),
      })
      expect([name, request.url]).toEqual([name, url])
    }
  })
})

test('try valid and invalid values of each parameter, header and field', () => {
  const oneSided = each.flatMap(([id, shape, cases]) => {
    const parts = [
      ...shape.query.map(({ name }) => `query ${name}`),
      // Any text is an If-None-Match.
      ...shape.headers.filter(({ schema }) => schema.pattern !== undefined).map(({ name }) => `header ${name}`),
      ...(shape.body?.fields ?? []).flatMap(({ name }) => [`body ${name}`, `form ${name}`]),
    ]
    return parts
      .filter(part => {
        const verdicts = cases
          .filter(({ name }) => name.startsWith(`${part}: `))
          .map(given => validated(shape, given).accepted)
        return !(verdicts.includes(true) && verdicts.includes(false))
      })
      .map(part => `${id} ${part}`)
  })
  expect(oneSided).toEqual([])
})

test('try each number at its limits and one beyond', () => {
  const tried = casesNamed('listInvoices', /^query per_page:/).map(({ recipe }) => recipe.query)
  for (const query of ['per_page=1', 'per_page=0', 'per_page=100', 'per_page=101']) expect(tried).toContain(query)
})

test('try each string at its maximum length and one beyond, in code points', () => {
  const lengths = casesNamed('cancelSubscription', /^body reason:/)
    .map(({ recipe }) => JSON.parse(String(recipe.body?.bytes)).reason)
    .filter(reason => typeof reason === 'string')
  for (const letter of ['x', '😀']) {
    expect(lengths).toContain(letter.repeat(1000))
    expect(lengths).toContain(letter.repeat(1001))
  }
})

test('try the largest body and one byte more', () => {
  const sizes = casesNamed('replyToTicket', /(of|than) the maximum/).map(
    ({ recipe }) => String(recipe.body?.bytes).length,
  )
  expect(sizes).toEqual([65_536, 65_537, 65_536, 65_537])
})

test('use valid dates 30 to 300 days in the future', () => {
  const shape = shapes.find(({ id }) => id === 'pauseSubscription')!
  const days = casesNamed('pauseSubscription', /./).flatMap(given => {
    const expected = validated(shape, given)
    const date = expected.accepted ? expected.values.resume_at : undefined
    return typeof date === 'string' ? [(Date.parse(date) - at.now) / 86_400_000] : []
  })
  expect(days.length).toBeGreaterThan(20)
  expect(Math.min(...days)).toBeGreaterThan(29)
  expect(Math.max(...days)).toBeLessThan(301)
})

test('keep the valid login, except in cases about it', () => {
  const shape = shapes.find(({ id }) => id === 'createToken')!
  const accepted = casesNamed('createToken', /^(?!(body|form) (email|password):)/).flatMap(given => {
    const expected = validated(shape, given)
    return expected.accepted ? [expected.values] : []
  })
  expect(accepted.length).toBeGreaterThan(30)
  for (const values of accepted) expect(values).toMatchObject(login)
})

test('send no valid key twice, so that no response is a replay', () => {
  const shape = shapes.find(({ id }) => id === 'createTicket')!
  const keys = casesNamed('createTicket', /./)
    .filter(given => validated(shape, given).accepted)
    .flatMap(({ recipe }) => Object.values(recipe.headers ?? {}))
  expect(keys.length).toBeGreaterThan(15)
  expect(new Set(keys.map(key => key.replace(/^"(.*)"$/, '$1'))).size).toBe(keys.length)
})

test('combine every pair of errors that can occur together', () => {
  const names = casesNamed('replyToTicket', /^several errors: [^,]+, [^,]+$/).map(({ name }) => name)
  // Of 8 faults 28 pairs; an id is either missing or foreign, and no field is seen in what is malformed.
  expect(names).toHaveLength(26)
  expect(names).toContain('several errors: invalid token, too large')
  expect(names).not.toContain('several errors: malformed, invalid field')
})

test('are deterministic, with later dates at a later time', () => {
  for (const [shape, cases] of all) expect(casesOf(contract, shape, at)).toEqual(cases)
  const shape = shapes.find(({ id }) => id === 'pauseSubscription')!
  expect(baseBody(contract, shape, at)?.bytes).toBe('{"resume_at":"2028-01-29"}')
  expect(baseBody(contract, shape, { ...at, now: at.now + 86_400_000 })?.bytes).toBe('{"resume_at":"2028-01-30"}')
})

test.each(each)('%s has a limited number of cases', (_, __, cases) => {
  expect(cases.length).toBeLessThan(650)
})

function casesNamed(id: string, pattern: RegExp): Case[] {
  const [, , cases = []] = each.find(([operation]) => operation === id) ?? []
  return cases.filter(({ name }) => pattern.test(name))
}
