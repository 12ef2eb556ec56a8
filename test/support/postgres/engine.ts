import { afterAll, onTestFinished, TestRunner } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { openDatabase } from '../../../server/database/open.ts'
import { type Engine, PATIENCE, type Rows } from '../engine.ts'
import { DEMO, UNCHECKED } from './demo.ts'
import { lazyDatabase } from './lazy.ts'
import { createReusables, type Take } from './reusable.ts'
import { accessTo } from './server.ts'

const takes = new Map<string, Take>()

/**
 * PostgreSQL for one test file. Closes each database after the test that opened it, or after the last test of the file.
 * @param folder of the server that all files of this process use
 */
export async function postgresEngine(folder: string): Promise<Engine> {
  const copyOf = (template: string): Take => {
    const take = takes.get(template) ?? createReusables(accessTo(folder), template)
    takes.set(template, take)
    return take
  }
  // The clock of a command runs on while a database is made.
  const ready = await copyOf(DEMO)('demo')
  ready.giveBack()
  const ofFile: Database[] = []
  afterAll(async () => {
    for (const database of ofFile) await database.close()
  })
  const open = (template: string, rows: Rows) => {
    const database = lazyDatabase(() => copyOf(template)(rows))
    if (TestRunner.getCurrentTest()) onTestFinished(() => database.close())
    else ofFile.push(database)
    return database
  }
  return {
    name: 'PostgreSQL',
    open: rows => open(DEMO, rows),
    openUnchecked: async () => open(UNCHECKED, 'demo'),
    async share(rows) {
      const { url, giveBack } = await copyOf(DEMO)(rows)
      onTestFinished(giveBack)
      return {
        location: url,
        async open() {
          const database = await openDatabase(url, { patience: PATIENCE })
          onTestFinished(() => database.close())
          return database
        },
      }
    },
  }
}
