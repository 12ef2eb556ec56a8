import { expect } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { caller } from '../../support/caller.ts'
import { operations } from '../../support/operations.ts'
import { tablesOf } from '../../support/schema.ts'
import { seeded } from '../../support/seeded.ts'
import { badRequest, type Sent } from './bad-request.ts'

export const CODES: Record<number, readonly string[]> = {
  400: ['malformed_body'],
  401: ['unauthenticated'],
  403: ['forbidden'],
  404: ['not_found'],
  405: ['method_not_allowed'],
  413: ['body_too_large'],
  415: ['unsupported_media_type'],
  422: ['validation_failed', 'invalid_state', 'idempotency_key_reused'],
}

const NOTE_WRITE = `
  CREATE FUNCTION note_write() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO writes VALUES (TG_TABLE_NAME); RETURN NULL; END'`

/** Counts written rows in all tables, except rolled-back writes, counted requests and the last use of tokens. */
async function countWrites(database: Database) {
  const tables = (await tablesOf(database)).filter(name => name !== 'login_attempts' && name !== 'rate_limit_windows')
  await database.run('CREATE TABLE writes (name TEXT NOT NULL)')
  if (database.isShared) await database.run(NOTE_WRITE)
  for (const name of tables) {
    for (const event of name === 'tokens' ? ['INSERT', 'DELETE'] : ['INSERT', 'UPDATE', 'DELETE']) {
      const trigger = `CREATE TRIGGER ${name}_${event} AFTER ${event} ON ${name}`
      await database.run({
        sqlite: `${trigger} BEGIN INSERT INTO writes VALUES ('${name}'); END`,
        postgres: `${trigger} FOR EACH ROW EXECUTE FUNCTION note_write()`,
      })
    }
  }
  return async () => (await database.one<{ n: number }>('SELECT count(*) AS n FROM writes'))?.n
}

/** Describes what is wrong with an error response, if anything. */
async function findError(response: Response, isHead: boolean): Promise<string | undefined> {
  const { status, headers } = response
  const text = await response.text()
  if (!(status in CODES)) return `status ${status}`
  if (headers.get('content-type') !== 'application/json') return `content type ${headers.get('content-type')}`
  if (isHead) return text === '' ? undefined : 'a body on HEAD'
  const { message, code, errors, ...others } = JSON.parse(text)
  if (typeof message !== 'string' || message === '') return `message ${text}`
  if (!CODES[status]?.includes(code)) return `code ${text}`
  if (Object.keys(others).length > 0) return `members ${text}`
  const lists = Object.values((errors ?? {}) as Record<string, unknown>)
  if (lists.length > 0 !== (status === 422)) return `errors ${text}`
  const isList = (list: unknown) => Array.isArray(list) && list.length === 1 && typeof list[0] === 'string'
  return lists.every(isList) ? undefined : `errors ${text}`
}

const PER_BATCH = 500

/** Sends 500 invalid requests to one app after another. @returns how many */
export async function expectDeclaredResponses({ batches }: { batches: number }): Promise<number> {
  const seen = new Map<number, number>()
  let writesSeen = 0
  const errors: unknown[] = []

  async function run(seed: number): Promise<void> {
    const random = seeded(seed)
    const limits = { rateLimit: 1_000_000, loginRateLimit: 1_000_000, loginAddressRateLimit: 1_000_000 }
    const { call, login, database, logged } = await caller({ settings: limits })
    let token = await login()
    const writes = await countWrites(database)
    for (let at = 0; at < PER_BATCH; at++) {
      const { path, ...sent }: Sent = badRequest(random, operations, token)
      const before = await writes()
      const response = await call(path, sent)
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1)
      if (response.status < 400) {
        if ((await writes()) !== before) writesSeen += 1
        if ((await response.text()).includes('Token revoked.')) token = await login()
        continue
      }
      const error = await findError(response, sent.method === 'HEAD')
      const changed = (await writes()) !== before && 'something was written'
      if (error || changed) errors.push({ seed, at, path, sent, error, changed, log: logged.slice(-2) })
    }
  }

  for (let seed = 0; seed < batches; seed++) await run(seed)
  const requests = batches * PER_BATCH
  expect(errors).toEqual([])
  // Writes of accepted requests are counted, so none of a refused one was missed.
  expect(writesSeen).toBeGreaterThan(requests / 500)
  // The generator reaches every error, and most of its requests are invalid.
  const counts = JSON.stringify([...seen])
  for (const status of [200, 201, 204, ...Object.keys(CODES).map(Number)]) {
    expect(seen.get(status), `${status} in ${counts}`).toBeGreaterThan(requests / 500)
  }
  expect((seen.get(200) ?? 0) + (seen.get(201) ?? 0), counts).toBeLessThan(requests / 2)
  return requests
}
