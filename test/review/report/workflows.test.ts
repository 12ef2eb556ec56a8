import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Step, stepsIn, textOf, type Workflow, workflowOf } from '../../support/workflow.ts'

const all = readdirSync('.github/workflows').map((name): [string, Workflow] => [name, workflowOf(name)])
const review = workflowOf('spec-review.yml')
const comment = workflowOf('spec-review-comment.yml')

/** An identity (`id-token`) cannot write to the repository: it only identifies the workflow to other services. */
const writes = ({ permissions, jobs }: Workflow) =>
  [permissions, ...Object.values(jobs).map(job => job.permissions ?? {})].some(each =>
    typeof each === 'string'
      ? each !== 'read-all'
      : Object.entries(each).some(([scope, level]) => level === 'write' && scope !== 'id-token'),
  )
const isPrivileged = ({ on }: Workflow) => 'pull_request_target' in on
/** Anyone who names a branch or writes a title could otherwise write the script. */
const isInjectable = ({ run, with: given }: Step) => /\$\{\{/.test(`${run} ${given?.script}`)

describe.each(all)('%s', (_, workflow) => {
  test('states its permissions, never runs with write access on a pull request, and puts no text into a script', () => {
    expect(workflow.permissions).toBeTypeOf('object')
    expect(isPrivileged(workflow)).toBe(false)
    expect(stepsIn(workflow).filter(isInjectable)).toEqual([])
  })

  test("uses only GitHub's own actions, in the same versions as the others", () => {
    const used = stepsIn(workflow).flatMap(({ uses }) => uses ?? [])
    expect(used.filter(name => !/^actions\/[\w-]+@v\d+$/.test(name))).toEqual([])
    const everywhere = new Set(all.flatMap(([, each]) => stepsIn(each).flatMap(({ uses }) => uses ?? [])))
    const names = [...everywhere].map(name => name.replace(/@.*/, ''))
    expect(new Set(names).size).toBe(names.length)
  })
})

test('these checks find what they look for', () => {
  const bad = (on: string, rights: string, run: string): Workflow =>
    parse(`{ on: { ${on}: }, permissions: ${rights}, jobs: { a: { steps: [{ run: '${run}' }] } } }`)
  expect(isPrivileged(bad('pull_request_target', '{}', 'a'))).toBe(true)
  expect(writes(bad('push', '{ contents: write }', 'a'))).toBe(true)
  expect(writes(bad('push', 'write-all', 'a'))).toBe(true)
  expect(stepsIn(bad('push', '{}', 'echo $' + '{{ github.head_ref }}')).filter(isInjectable)).toHaveLength(1)
})

describe('the review', () => {
  const steps = stepsIn(review)
  const runs = steps.flatMap(({ run }) => run ?? [])

  test('runs on pull requests only, with read access only', () => {
    expect(Object.keys(review.on)).toEqual(['pull_request'])
    expect(review.permissions).toEqual({ contents: 'read' })
    expect(writes(review)).toBe(false)
    expect(textOf('spec-review.yml')).not.toContain('secrets.')
  })

  test('fetches the whole history and leaves no token for the code that it runs', () => {
    expect(steps[0]).toEqual({ uses: 'actions/checkout@v4', with: { 'fetch-depth': 0, 'persist-credentials': false } })
  })

  test('runs existing npm scripts and copies their output to where GitHub shows it', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    const commands = runs.filter(run => run !== 'npm ci' && !/^(cat|echo) [^\n]*\n(cat|echo) [^\n]*\n?$/.test(run))
    const names = commands.map(run => /^npm run --silent ([\w:]+)( -- [\w ."$-]+)?$/.exec(run)?.[1])
    expect(names.filter(name => name === undefined || scripts[name] === undefined)).toEqual([])
    expect(names).toEqual(['spec:lint', 'spec:diff', 'spec:review', 'spec:lint', 'spec:diff'])
  })

  test('annotates, summarises, keeps the files and ends with a check that always runs', () => {
    const at = (pattern: RegExp) => runs.findIndex(run => pattern.test(run))
    expect([at(/spec:lint.*github/), at(/spec:diff.*github/), at(/spec:review/), at(/GITHUB_STEP_SUMMARY/)]).toEqual([
      1, 2, 3, 4,
    ])
    expect(steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact'))?.with).toMatchObject({
      name: 'spec-review',
    })
    const gate = steps.at(-1)
    expect(gate).toMatchObject({
      run: 'npm run --silent spec:diff -- --base "$BASE" --fail-on bump',
      if: '!cancelled()',
    })
    expect(gate?.['continue-on-error']).toBeUndefined()
  })
})

describe('the comment', () => {
  const steps = stepsIn(comment)

  test('is the only workflow that writes, after the review has ended', () => {
    expect(all.filter(([, workflow]) => writes(workflow)).map(([name]) => name)).toEqual(['spec-review-comment.yml'])
    expect(comment.on).toEqual({ workflow_run: { workflows: ['Spec review'], types: ['completed'] } })
    expect(comment.permissions).toEqual({ actions: 'read', 'pull-requests': 'write', issues: 'write' })
  })

  test('runs nothing of the pull request: no checkout, no command, no cache', () => {
    expect(steps.map(({ uses }) => uses)).toEqual(['actions/download-artifact@v4', 'actions/github-script@v7'])
    expect(steps.filter(({ run }) => run !== undefined)).toEqual([])
  })

  test('downloads the artifact that the review uploads', () => {
    expect(steps[0]?.with).toMatchObject({ name: 'spec-review' })
    expect((workflowOf('spec-review.yml') as unknown as { name: string }).name).toBe('Spec review')
  })
})

test('the contract, the exceptions and the workflows have owners', () => {
  const lines = readFileSync('.github/CODEOWNERS', 'utf8')
    .split('\n')
    .filter(line => line && !line.startsWith('#'))
  const owned = new Map(lines.map(line => line.split(/\s+/) as [string, string]))
  for (const path of ['/openapi.yaml', '/review/exceptions.yaml', '/review/', '/.github/'])
    expect(owned.get(path)).toMatch(/^@[\w-]+\/[\w-]+$/)
})

test('the pull request template names existing commands', () => {
  const text = readFileSync('.github/pull_request_template.md', 'utf8')
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
  expect(named).toContain('spec:review')
  expect(named.filter(name => scripts[name] === undefined)).toEqual([])
})
