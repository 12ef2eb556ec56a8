import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runReview } from '../../../review/report/command.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { BASE } from './versions.ts'

/** Runs spec:review on two texts of a contract, and gives its exit code, its output and its files. */
export async function reviewed(head: string, base = BASE) {
  const folder = temporaryFolder()
  const file = (name: string) => path.join(folder, name)
  writeFileSync(file('base.yaml'), base)
  writeFileSync(file('head.yaml'), head)
  const said: { log: string[]; error: string[] } = { log: [], error: [] }
  const lines = { log: (line: string) => said.log.push(line), error: (line: string) => said.error.push(line) }
  const code = await runReview(['--base', file('base.yaml'), '--head', file('head.yaml'), '--out', file('out')], lines)
  return {
    code,
    ...said,
    has: (name: string) => existsSync(file(`out/${name}`)),
    read: (name: string) => readFileSync(file(`out/${name}`), 'utf8'),
  }
}
