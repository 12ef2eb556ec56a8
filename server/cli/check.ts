import type { Command } from 'commander'
import { checkDatabase } from '../check/check.ts'
import type { Finding } from '../check/finding.ts'
import { repairFinding } from '../check/repair.ts'
import type { Define } from './define.ts'
import type { Session } from './session.ts'
import { printable } from './text.ts'

/** Further findings are only counted. */
const MAX_LISTED = 1000

/** A repaired invoice may leave the counters of its list to be repaired. */
const MAX_ROUNDS = 10

export function addCheckCommand(program: Command, define: Define): void {
  define(
    program
      .command('check')
      .description('find what is wrong in the database: sums, statuses, numbers, counters, missing rows')
      .option('--repair', 'derive statuses, counters and normalised email addresses again')
      .addHelpText('after', '\nExits with 1 if anything is wrong.\n\nExample: clustrix check'),
    async (session, { repair }: { repair?: boolean }) => {
      const repaired = repair ? await repairAll(session) : 0
      const { findings, total } = await find(session)
      const data = { total, repaired, findings: findings.map(({ repair: _, ...finding }) => finding) }
      return { data, text: textOf(findings, total, repaired), exitCode: total > 0 ? 1 : 0 }
    },
  )
}

/** Reads one snapshot, so changes of a running server are not taken for faults. */
async function find(session: Session): Promise<{ findings: Finding[]; total: number }> {
  const progress = session.progress('Findings')
  return session.read(async queries => {
    const findings: Finding[] = []
    let total = 0
    for await (const finding of checkDatabase(queries)) {
      total++
      if (findings.length < MAX_LISTED) findings.push(finding)
      progress({ changes: total })
    }
    return { findings, total }
  })
}

/** A transaction for each value. @returns number of repaired values */
async function repairAll(session: Session): Promise<number> {
  let repaired = 0
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { findings } = await find(session)
    const repairable = findings.filter(finding => finding.repair)
    for (const { at, check, message, repair } of repairable) {
      if (!repair) continue
      await session.change(async (queries, now) => {
        await repairFinding(queries, repair, now)
        return { result: undefined, subject: at, details: { check, message } }
      })
      repaired++
    }
    if (repairable.length === 0) break
  }
  return repaired
}

function textOf(findings: readonly Finding[], total: number, repaired: number): string {
  const lines = findings.map(
    ({ at, check, message, mend }) => `${printable(`${at}: ${message} (${check}). ${mend}.`)}\n`,
  )
  if (total > findings.length) lines.push(`… and ${total - findings.length} more\n`)
  if (repaired > 0) lines.push(`Repaired: ${repaired}\n`)
  lines.push(total === 0 ? 'Nothing is wrong.\n' : `Findings: ${total}\n`)
  return lines.join('')
}
