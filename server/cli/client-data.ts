import { randomBytes } from 'node:crypto'
import { closeSync, fstatSync, openSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { clientDocument } from '../client-data/document.ts'
import { assertErasable, eraseUsersAndTickets, finishErasure } from '../client-data/erase.ts'
import { lockClient } from '../clients/store.ts'
import { writeNewFile } from '../database/new-file.ts'
import { wholeNumber } from './arguments.ts'
import type { Define } from './define.ts'
import { existingClient } from './existing.ts'
import type { Session } from './session.ts'

/** Commands for what a client may ask for: a copy of all data, and its erasure. */
export function addClientDataCommands(client: Command, define: Define): void {
  define(
    client
      .command('export')
      .description('write all data of a client into a new JSON file')
      .argument('<id>', 'id of the client', wholeNumber(1))
      .argument('<file>', 'the file; it must not exist')
      .addHelpText('after', '\nExample: clustrix client export 4 client-4.json'),
    async (session, id: number, file: string) => {
      const bytes = await writeNewFile(file, temporary => writeDocument(session, id, temporary))
      return { data: { file, bytes }, text: `Wrote client ${id} to ${file} (${bytes} bytes).\n` }
    },
  )

  define(
    client
      .command('erase')
      .description('erase the personal data of a client; issued invoices stay')
      .argument('<id>', 'id of the client', wholeNumber(1))
      .option('--yes', 'do not ask for confirmation')
      .addHelpText('after', '\nExample: clustrix client erase 4 --yes'),
    async (session, id: number, options: { yes?: true }) => {
      session.emptyLogAtEnd()
      const row = await session.read(async queries => {
        const found = await existingClient(queries, id)
        await assertErasable(queries, found)
        return found
      })
      await session.confirm(`Erase all users, tokens and texts of client ${id}, ${row.name}?`, options.yes)
      const database = await session.database
      const passwordHash = await session.hashPassword(randomBytes(32).toString('base64'))
      const onProgress = session.progress(`Erasing client ${id}`)
      await eraseUsersAndTickets(database, row, { now: session.now, passwordHash, onProgress })
      const erased = await session.change(async (queries, now) => {
        await lockClient(queries, id)
        await assertErasable(queries, await existingClient(queries, id))
        await finishErasure(queries, id, now)
        return { result: await existingClient(queries, id), subject: `client ${id}` }
      })
      return {
        data: erased,
        text: `Erased client ${id}. Its issued invoices stay. Backups that were made before still contain its data.\n`,
      }
    },
  )
}

/** @returns number of bytes */
async function writeDocument(session: Session, id: number, file: string): Promise<number> {
  const descriptor = openSync(file, 'w')
  try {
    await session.read(async queries => {
      const client = await existingClient(queries, id)
      for await (const piece of clientDocument(queries, client, session.now)) {
        writeFileSync(descriptor, piece)
      }
    })
    return fstatSync(descriptor).size
  } finally {
    closeSync(descriptor)
  }
}
