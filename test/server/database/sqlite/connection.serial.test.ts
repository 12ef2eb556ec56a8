import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'
import { openFile } from '../../../../server/database/sqlite/node.ts'

/** What one caller does. A write reads the register and stores a value computed from it, `steps` times. */
type Caller = { kind: 'write'; steps: number; fails: boolean } | { kind: 'plain' } | { kind: 'read' }

const callers = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('write'), steps: fc.integer({ min: 1, max: 3 }), fails: fc.boolean() }),
    fc.record({ kind: fc.constant('plain') }),
    fc.record({ kind: fc.constant('read') }),
  ) as fc.Arbitrary<Caller>,
  { minLength: 2, maxLength: 8 },
)

const VALUE = 'SELECT value FROM register'
const SET = 'UPDATE register SET value = :value, caller = :caller'
const CHANGE = 'UPDATE register SET value = (value * 31 + :caller) % 1000003, caller = :caller'

/** The result depends on the order of the changes. */
const changed = (value: number, caller: number) => (value * 31 + caller) % 1_000_003

const TABLES = [
  'CREATE TABLE register (value INTEGER NOT NULL, caller INTEGER)',
  'CREATE TABLE journal (id INTEGER PRIMARY KEY, caller INTEGER NOT NULL)',
  `CREATE TRIGGER journal_of_register AFTER UPDATE ON register
    BEGIN INSERT INTO journal (caller) VALUES (NEW.caller); END`,
  'INSERT INTO register VALUES (1, NULL)',
]

async function newRegister(): Promise<Connection> {
  const database = await openFile(':memory:')
  for (const sql of TABLES) await database.run(sql)
  return database
}

const registered = async (queries: Pick<Connection, 'one'>) => (await queries.one<{ value: number }>(VALUE))?.value ?? 0

test('for any interleaving, the result is that of the transactions run one after another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), callers, async (scheduler, asked) => {
      const database = await newRegister()
      const pause = () => scheduler.schedule(Promise.resolve())

      async function call(caller: number, kind: Caller): Promise<void> {
        await pause()
        if (kind.kind === 'plain') await database.run(CHANGE, { caller })
        else if (kind.kind === 'read') {
          const [before, after] = await database.read(async queries => {
            const first = await registered(queries)
            await pause()
            return [first, await registered(queries)]
          })
          expect(after).toBe(before)
        } else {
          await database.write(async queries => {
            for (let step = 0; step < kind.steps; step++) {
              const value = await registered(queries)
              await pause()
              await queries.run(SET, { value: changed(value, caller), caller })
              await pause()
            }
            if (kind.fails) throw new Error('injected')
          })
        }
      }

      const ends = asked.map((kind, caller) => call(caller, kind))
      await scheduler.waitFor(Promise.allSettled(ends))
      const settled = await Promise.allSettled(ends)
      const journal = (await database.all<{ caller: number }>('SELECT caller FROM journal ORDER BY id')).map(
        row => row.caller,
      )
      const stored = await registered(database)
      await database.close()

      const failed = asked.map(kind => kind.kind === 'write' && kind.fails)
      expect(settled.map(({ status }) => status === 'rejected')).toEqual(failed)
      // The changes of each caller are together, complete or absent, and none overwrote another's.
      const runs = journal.filter((caller, index) => caller !== journal[index - 1])
      expect(new Set(runs).size).toBe(runs.length)
      const steps = asked.map(kind =>
        kind.kind === 'read' ? 0 : kind.kind === 'plain' ? 1 : kind.fails ? 0 : kind.steps,
      )
      expect(asked.map((_, caller) => journal.filter(each => each === caller).length)).toEqual(steps)
      expect(stored).toBe(journal.reduce(changed, 1))
    }),
    { numRuns: 150 },
  )
})
