import { describe, expect, test } from 'vitest'
import {
  field,
  type MutableRequest,
  parameter,
  whereText,
} from '../../../../../conformance/mutants/server/build/requests.ts'
import { textOf } from '../../../../../conformance/mutants/server/build/responses.ts'

const ORIGIN = 'http://127.0.0.1:3000/api/v1'
const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'

/** The request as the app receives it. */
async function received(
  mutant: ReturnType<typeof field>,
  url: string,
  sent: Partial<MutableRequest> & { text?: string; type?: string },
) {
  let seen = { url: '', text: '' }
  const app = async (request: Request) => {
    seen = { url: request.url, text: textOf(new Uint8Array(await request.arrayBuffer())) }
    return new Response()
  }
  const { text, type } = sent
  const init = text === undefined ? {} : { method: 'POST', body: text, headers: { 'content-type': type ?? JSON_TYPE } }
  await mutant.fetch?.(app, undefined as never)(new Request(url, init))
  return seen
}

describe('a changed field', () => {
  const cut = field(
    '',
    'createTicket',
    'subject',
    whereText(subject => subject.slice(0, 3)),
  )

  test('is changed in JSON and in a form', async () => {
    const json = await received(cut, `${ORIGIN}/tickets`, { text: '{"subject": "Backups", "body": "b"}' })
    expect(json.text).toBe('{"subject":"Bac","body":"b"}')
    const form = await received(cut, `${ORIGIN}/tickets`, { text: 'subject=Backups&body=b', type: FORM })
    expect(form.text).toBe('subject=Bac&body=b')
  })

  test.each([
    ['{"subject": "B",  "subject": "Bac"}', JSON_TYPE],
    ['{"subject": "Backups"', JSON_TYPE],
    ['[]', JSON_TYPE],
    ['\ufeff{"subject": "Backups"}', JSON_TYPE],
    ['subject=Ba&subject=c%', FORM],
    ['{"subject": "Backups"}', 'text/plain'],
  ])('leaves %s of type %s unchanged', async (text, type) => {
    expect((await received(cut, `${ORIGIN}/tickets`, { text, type })).text).toBe(text)
  })

  test.each([
    ['nested too deeply', `{"subject": "Backups", "x": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['too large', `{"subject": "Backups"}${' '.repeat(65_536)}`],
  ])('leaves a body that is %s unchanged', async (_, text) => {
    expect((await received(cut, `${ORIGIN}/tickets`, { text })).text === text).toBe(true)
  })

  test('is changed only for the operation', async () => {
    const text = '{"subject":"Backups"}'
    expect((await received(cut, `${ORIGIN}/tickets/1/reply`, { text })).text).toBe(text)
  })
})

describe('a changed query parameter', () => {
  const limited = parameter('', 'listTickets', 'per_page', size =>
    size === '101' ? '100' : size === '0' ? undefined : size,
  )

  test.each([
    ['?per_page=101&page=2', '?per_page=100&page=2'],
    ['?per_page=0', ''],
    ['?per_page=0&page=2', '?page=2'],
    ['?&status&page=%zz&&per_page=5=5', '?&status&page=%zz&&per_page=5=5'],
  ])('%s becomes %s', async (query, expected) => {
    expect((await received(limited, `${ORIGIN}/tickets${query}`, {})).url).toBe(`${ORIGIN}/tickets${expected}`)
  })
})
