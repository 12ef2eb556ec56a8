import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pinsIn } from '../../repository/actions/pins.ts'
import { stepsIn, textOf, type Workflow, workflowFiles, workflowOf } from '../support/workflow.ts'
import { brokenRules, RULES, scriptsOf } from './workflow-rules.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'

const GOOD = `on: { pull_request: }
permissions: {}
jobs:
  test:
    timeout-minutes: 5
    permissions: { contents: read }
    strategy: { matrix: { shard: [1/2, 2/2] } }
    steps:
      - uses: actions/checkout@${COMMIT} # v1.2.3
        with: { persist-credentials: false }
      - run: npm test
`

/** Each breaks one rule: what to replace, and by what. */
const BREAKS: [rule: keyof typeof RULES, from: string, to: string][] = [
  ["each action is one of GitHub's own, pinned to a commit, with its version beside", `@${COMMIT} # v1.2.3`, '@v1'],
  ["each action is one of GitHub's own, pinned to a commit, with its version beside", ' # v1.2.3', ''],
  ["each action is one of GitHub's own, pinned to a commit, with its version beside", ' # v1.2.3', ' # v1'],
  ["each action is one of GitHub's own, pinned to a commit, with its version beside", `@${COMMIT}`, '@0123456'],
  ["each action is one of GitHub's own, pinned to a commit, with its version beside", 'actions/ch', 'elsewhere/ch'],
  ['a checkout leaves no token for the code that runs after it', '\n        with: { persist-credentials: false }', ''],
  ['a checkout leaves no token for the code that runs after it', 'credentials: false', 'credentials: true'],
  ['the workflow itself has no permissions, and each job names its own', 'permissions: {}\n', ''],
  ['the workflow itself has no permissions, and each job names its own', 'permissions: {}', 'permissions: write-all'],
  ['the workflow itself has no permissions, and each job names its own', '    permissions: { contents: read }\n', ''],
  ['the workflow itself has no permissions, and each job names its own', '{ contents: read }', 'write-all'],
  ['each job has a time limit of at most an hour', '    timeout-minutes: 5\n', ''],
  ['each job has a time limit of at most an hour', 'minutes: 5', 'minutes: 61'],
  ['no run with write access is started by the code of a pull request', 'pull_request:', 'pull_request_target:'],
  ['scripts contain no expressions', 'npm test', 'echo ${' + '{ github.head_ref }}'],
  ['each npm script exists', 'npm test', 'npm run tset'],
  ['each npm script exists', 'npm test', 'npm run --silent spec:lnit -- --format github'],
  ['the shards of a job are all there', ', 2/2', ''],
  ['the shards of a job are all there', '2/2', '2/3'],
]

test.each(workflowFiles())('%s keeps the rules', name => {
  expect(brokenRules(textOf(name))).toEqual({})
})

describe('the rules', () => {
  test('are kept by a workflow that breaks none, and are each broken below', () => {
    expect(brokenRules(GOOD)).toEqual({})
    expect(new Set(BREAKS.map(([rule]) => rule))).toEqual(new Set(Object.keys(RULES)))
  })

  test.each(BREAKS)('are broken: %s (%j → %j)', (rule, from, to) => {
    expect(GOOD).toContain(from)
    expect(Object.keys(brokenRules(GOOD.replace(from, to)))).toEqual([rule])
  })
})

test('an action has the same commit and version everywhere', () => {
  const pins = workflowFiles().flatMap(name => pinsIn(name, textOf(name)).flatMap(({ pinned }) => pinned ?? []))
  const different = new Set(pins.map(pin => JSON.stringify(pin)))
  expect(different.size).toBe(new Set(pins.map(({ repository }) => repository)).size)
})

describe('CI', () => {
  const ci = workflowOf('ci.yml')

  /** The commands of .ci/run that no job runs. A job runs a part of the tests if it passes its shard on. */
  const missingIn = (workflow: Pick<Workflow, 'jobs'>) => {
    const runs = stepsIn(workflow).map(({ run = '' }) => run.trim().replace(/ -- --shard="\$SHARD"$/, ''))
    const gate = readFileSync('.ci/run', 'utf8').split('\n')
    const commands = gate.filter(line => /^(npm|\.ci\/)/.test(line))
    expect(commands.length).toBeGreaterThan(5)
    return commands.filter(command => !runs.includes(command))
  }

  test('runs what .ci/run runs, which names existing scripts', () => {
    expect(missingIn(ci)).toEqual([])
    const run = readFileSync('.ci/run', 'utf8')
    expect(scriptsOf({ run })).toEqual(['test', 'test:slow', 'bench:server:check', 'test:system'])
  })

  test('would be found to lack a command', () => {
    const { slow: _, ...jobs } = ci.jobs
    expect(missingIn({ jobs })).toEqual(['npm run test:slow'])
  })

  test('has one check that needs all other jobs', () => {
    const { passed, ...others } = ci.jobs
    expect(passed?.needs).toEqual(Object.keys(others))
    expect(passed?.if).toBe('always()')
  })

  test('passes every shard on to the tests', () => {
    const sharded = Object.values(ci.jobs).filter(({ strategy }) => strategy !== undefined)
    expect(sharded.map(({ steps }) => steps.at(-1))).toEqual([
      { run: 'npm run test:slow -- --shard="$SHARD"', env: { SHARD: '${' + '{ matrix.shard }}' } },
      { run: 'npm run test:system -- --shard="$SHARD"', env: { SHARD: '${' + '{ matrix.shard }}' } },
    ])
  })
})
