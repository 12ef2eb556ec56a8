import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../../conformance/in-process/parts.ts'
import { seedMock } from '../../../../mock/world/seed.ts'
import type { AppDependencies } from '../../../../server/app.ts'
import type { Database } from '../../../../server/database/database.ts'
import { drawInvoice } from '../../../../server/pdf/draw.ts'
import { createFonts } from '../../../../server/pdf/fonts.ts'
import { record, server as speaker } from '../../../mock/conversation/record.ts'
import { conversation, limitedConversation } from '../../../mock/conversation/steps.ts'
import { type DemoServer, sharedServer } from '../../../support/postgres/demo.ts'

const server = await sharedServer()
const database = server && (await openSeeded(server))
const limited = server && (await openSeeded(server))

async function openSeeded({ lend }: DemoServer): Promise<Database> {
  const { database } = await lend('none')
  await seedMock(database, sha256)
  return database
}

/** Draws each document once, so that the bytes of a PDF are compared too. */
function createRenderer(): AppDependencies['renderer'] {
  const fonts = createFonts()
  const drawn = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  return {
    render(document) {
      const key = JSON.stringify(document)
      const known = drawn.get(key) ?? drawInvoice(document, fonts).then(({ bytes }) => bytes)
      drawn.set(key, known)
      return known
    },
  }
}

describe.skipIf(!server)('a server on PostgreSQL', () => {
  const on = (db: Database | undefined) => speaker(60, db, createRenderer())

  test('responds to every operation, with every status code and media type, byte for byte like one on SQLite', async () => {
    const [expected, received] = [await record(on(undefined), conversation), await record(on(database), conversation)]
    expect(received.length).toBeGreaterThan(200)
    expect(received).toEqual(expected)
  })

  test('responds like one on SQLite when requests are limited', async () => {
    expect(await record(speaker(1, limited), limitedConversation)).toEqual(
      await record(speaker(1), limitedConversation),
    )
  })

  test('responds differently if one letter of its data differs', async () => {
    const me = conversation.filter(({ method, path }) => method === 'GET' && path === '/api/v1/me').slice(-1)
    const onSqlite = await record(speaker(60), me)
    const onPostgres = async () => {
      await limited?.run('DELETE FROM rate_limit_windows')
      return record(speaker(60, limited), me)
    }
    expect(await onPostgres()).toEqual(onSqlite)
    await limited?.run(`UPDATE users SET name = 'jordan Avery' WHERE name = 'Jordan Avery'`)
    expect(await onPostgres()).not.toEqual(onSqlite)
  })
})
