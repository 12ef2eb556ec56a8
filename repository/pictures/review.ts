import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Reviews a change that removes a status of invoices. @returns the path of its docs.html @param scratch a folder for both */
export function reviewOfChange(scratch: string): string {
  const contract = readFileSync('openapi.yaml', 'utf8')
  const changed = contract.replace(', void, refunded]', ', void]')
  if (changed === contract) throw new Error('The statuses of invoices in openapi.yaml do not end with void, refunded')
  const head = path.join(scratch, 'openapi.yaml')
  writeFileSync(head, changed)
  const review = ['review/report/main.ts', '--base', 'openapi.yaml', '--head', head, '--out', scratch]
  try {
    execFileSync(process.execPath, review, { stdio: 'ignore' })
  } catch (error) {
    // 1: the change is breaking.
    if ((error as { status?: number }).status !== 1) throw error
  }
  return path.join(scratch, 'docs.html')
}
