import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

// A process that kills itself while it restores a backup, before the given change of a file: restorer.ts FILE BACKUP CHANGE

const [file = '', backup = '', change = ''] = process.argv.slice(2)
const functions = fs as unknown as Record<string, (...args: unknown[]) => unknown>
let changes = 0
for (const name of ['copyFileSync', 'chmodSync', 'linkSync', 'renameSync', 'fsyncSync', 'rmSync']) {
  const original = functions[name]
  functions[name] = (...args) => {
    if (changes === Number(change)) process.kill(process.pid, 'SIGKILL')
    changes += 1
    return original?.(...args)
  }
}
syncBuiltinESMExports()
const { restoreFile } = await import('../../../../server/database/sqlite/restore.ts')
restoreFile(file, backup, { now: '2026-11-22T12:00:00Z', createsFolder: false })
