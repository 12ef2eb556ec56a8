import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { runActionsCheck } from '../../../repository/actions/command.ts'
import { runInProcess } from '../../support/command.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let folder: string
/** The commits of actions/checkout: v1.0.0, an annotated tag, and v1.0.1, a plain one. */
let commits: string[]

const checkout = () => path.join(folder, 'actions/checkout')
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@a.example', ...args], {
    cwd: checkout(),
    encoding: 'utf8',
  })

beforeEach(() => {
  folder = temporaryFolder()
  mkdirSync(checkout(), { recursive: true })
  git('init', '--quiet')
  commits = [['--annotate', '--message=First', 'v1.0.0'], ['v1.0.1']].map(tag => {
    git('commit', '--quiet', '--allow-empty', '--message=Release')
    git('tag', ...tag)
    return git('rev-parse', 'HEAD').trim()
  })
})

function check(...uses: string[]) {
  const workflows = path.join(folder, 'workflows')
  mkdirSync(workflows)
  writeFileSync(path.join(workflows, 'ci.yml'), uses.map(use => `- uses: ${use}\n`).join(''))
  return runInProcess(output => runActionsCheck(['--workflows', workflows, '--from', folder], output))
}

test('accepts the commits of plain and annotated tags', async () => {
  const { code, stdout, stderr } = await check(
    `actions/checkout@${commits[0]} # v1.0.0`,
    `actions/checkout@${commits[1]} # v1.0.1`,
    `actions/checkout/of-a-folder@${commits[1]} # v1.0.1`,
  )
  expect([code, stdout, stderr]).toEqual([0, '', '3 uses of actions, 0 with a wrong pin\n'])
})

test('finds the commit of another version, an unknown version and an action without a pin', async () => {
  const { code, stdout } = await check(
    `actions/checkout@${commits[0]} # v1.0.1`,
    `actions/checkout@${commits[0]} # v1.0.2`,
    'actions/checkout@v1',
  )
  expect([code, stdout.split('\n')]).toEqual([
    1,
    [
      `ci.yml:1: actions/checkout v1.0.1 is commit ${commits[1]}, not ${commits[0]}`,
      'ci.yml:2: actions/checkout has no tag v1.0.2',
      'ci.yml:3: actions/checkout@v1 is not pinned. Write NAME@COMMIT # vX.Y.Z.',
      '',
    ],
  ])
})

test('ends with 2 when it cannot read the tags', async () => {
  const { code, stderr } = await check(`actions/cache@${commits[0]} # v1.0.0`)
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^Cannot read the tags of \S+\/actions\/cache: fatal: /)])
})
