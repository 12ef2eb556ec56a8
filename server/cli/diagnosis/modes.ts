import { statSync } from 'node:fs'
import { filesOf } from '../../database/sqlite/private-files.ts'
import type { Finding } from './finding.ts'

/** Permissions of others than the owner. */
const OTHERS = 0o077

/** Whether only their owner can use the files of the database. */
export function diagnoseModes(location: string): Finding[] {
  const findings: Finding[] = []
  const owner = statSync(location, { throwIfNoEntry: false })?.uid
  for (const file of filesOf(location)) {
    const stats = statSync(file, { throwIfNoEntry: false })
    if (!stats) continue
    const mode = (stats.mode & 0o777).toString(8).padStart(4, '0')
    if ((stats.mode & OTHERS) !== 0) {
      findings.push({ check: 'files', message: `${file} has mode ${mode}`, action: `Run: chmod 600 ${file}` })
    }
    if (stats.uid !== owner) {
      findings.push({
        check: 'files',
        message: `${file} belongs to another user than the database`,
        action: `Run: chown --reference=${location} ${file}`,
      })
    }
  }
  if (owner !== undefined && findings.length === 0) {
    findings.push({ check: 'files', message: 'only their owner can read and write them', action: null })
  }
  return findings
}
