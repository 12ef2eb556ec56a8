import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  actionOf,
  type Job,
  stepsIn,
  textOf,
  type Workflow,
  workflowFiles,
  workflowOf,
} from '../../support/workflow.ts'

const review = workflowOf('spec-review.yml')
const comment = workflowOf('spec-review-comment.yml')

/** An identity (`id-token`) cannot write to the repository: it only identifies the workflow to other services. */
const writes = ({ permissions = {} }: Job) =>
  Object.entries(permissions).some(([scope, level]) => level === 'write' && scope !== 'id-token')
const writingJobs = ({ jobs }: Workflow) => Object.keys(jobs).filter(name => writes(jobs[name] as Job))

test('write access is found', () => {
  expect(writes({ steps: [], permissions: { contents: 'write' } })).toBe(true)
})

describe('the review', () => {
  const steps = stepsIn(review)
  const runs = steps.flatMap(({ run }) => run ?? [])

  test('runs on pull requests only, with read access only', () => {
    expect(Object.keys(review.on)).toEqual(['pull_request'])
    expect(review.jobs.review?.permissions).toEqual({ contents: 'read' })
    expect(textOf('spec-review.yml')).not.toContain('secrets.')
  })

  test('fetches the whole history and leaves no token for the code that it runs', () => {
    expect(steps[0]?.with).toEqual({ 'fetch-depth': 0, 'persist-credentials': false })
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

  test('writes after the review has ended, and only a release writes as well', () => {
    expect(workflowFiles().filter(name => writingJobs(workflowOf(name)).length > 0)).toEqual([
      'release.yml',
      'spec-review-comment.yml',
    ])
    expect(comment.on).toEqual({ workflow_run: { workflows: ['Spec review'], types: ['completed'] } })
    expect(comment.jobs.comment?.permissions).toEqual({ actions: 'read', 'pull-requests': 'write', issues: 'write' })
  })

  test('runs nothing of the pull request: no checkout, no command, no cache', () => {
    expect(steps.map(actionOf)).toEqual(['actions/download-artifact', 'actions/github-script'])
    expect(steps.filter(({ run }) => run !== undefined)).toEqual([])
  })

  test('downloads the artifact that the review uploads', () => {
    expect(steps[0]?.with).toMatchObject({ name: 'spec-review' })
    expect(review.name).toBe('Spec review')
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
