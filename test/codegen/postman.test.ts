import { expect, test } from 'vitest'
import { emitPostmanCollection } from '../../codegen/postman/collection.ts'
import type { Collection, Item } from '../../codegen/postman/format.ts'
import { operationsOf } from '../../openapi/operations.ts'
import { parseDocument } from '../../openapi/read.ts'
import { yaml } from '../support/app.ts'

const contract = parseDocument('openapi.yaml', yaml)
const operations = operationsOf(contract)
const collection: Collection = JSON.parse(emitPostmanCollection(contract, 'Generated.'))
const items = collection.item.flatMap(({ item }) => item)

const targetOf = ({ request: { method, url } }: Item) => `${method} ${url.raw.replace('{{baseUrl}}', '')}`
const scriptOf = ({ event }: Item, listen: string) =>
  event.find(each => each.listen === listen)?.script.exec.join('\n') ?? ''

test('each operation has a request, and revoking the token is the last one', () => {
  const targets = operations.map(
    ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  )
  expect([...new Set(items.map(targetOf))].sort()).toEqual(targets.sort())
  expect(items.at(-1)).toMatchObject({ request: { url: { raw: '{{baseUrl}}/api/v1/auth/revoke' } } })
})

test('the token is revoked before the next login, and each login sends no token', () => {
  const [first, ...others] = items.filter(({ request }) => request.url.raw.includes('/auth/'))
  expect([first, ...others].map(item => item && [targetOf(item), item.request.body?.mode, item.request.auth])).toEqual([
    ['POST /api/v1/auth/token', 'urlencoded', { type: 'noauth' }],
    ['POST /api/v1/auth/revoke', undefined, undefined],
    ['POST /api/v1/auth/token', 'raw', { type: 'noauth' }],
    ['POST /api/v1/auth/revoke', undefined, undefined],
  ])
})

test('optional parameters are not sent, except a new Idempotency-Key', () => {
  const sent = items.flatMap(({ request }) => [...(request.url.query ?? []), ...request.header])
  const enabled = sent.filter(({ disabled }) => !disabled).map(({ key, value }) => `${key}: ${value}`)
  expect([...new Set(enabled)].sort()).toEqual(['Content-Type: application/json', 'Idempotency-Key: {{$guid}}'])
})

test('requests that stop a service are skipped unless their subscription is chosen', () => {
  const skipped = items.filter(item => scriptOf(item, 'prerequest').includes('skipRequest'))
  expect(skipped.map(({ request }) => request.url.path.at(-1))).toEqual(['pause', 'resume', 'cancel'])
  const defaults = collection.variable.filter(({ key }) => key.startsWith('subscriptionTo'))
  expect(defaults.map(({ value }) => value)).toEqual(['', ''])
})

test('each request checks the status and the media type of its successful response', () => {
  for (const operation of operations) {
    const [status, success] = operation.responses.find(([code]) => code.startsWith('2')) ?? []
    const [type] = Object.keys(success?.value.content as object)
    const item = items.find(({ name }) => name === operation.value.summary)
    const script = item ? scriptOf(item, 'test') : ''
    expect(script).toContain(`pm.response.to.have.status(${status})`)
    expect(script).toContain(`pm.expect(type).to.equal("${type}")`)
  }
})

test('a document without responses or tags has an empty collection', () => {
  const document = parseDocument('a.yaml', 'openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\npaths: {}')
  expect(JSON.parse(emitPostmanCollection(document, ''))).toMatchObject({ info: { name: 'T' }, item: [{ item: [] }] })
})
