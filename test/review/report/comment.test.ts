import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { MARKER } from '../../../review/report/markdown/report.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { stepsIn, workflowOf } from '../../support/workflow.ts'

/** The script as actions/github-script runs it. */
const script = String(stepsIn(workflowOf('spec-review-comment.yml')).at(-1)?.with?.script)
const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => (...given: unknown[]) => Promise<void>
const run = new AsyncFunction('github', 'context', 'core', 'require', 'process', script)

const SHA = 'a'.repeat(40)
const REPORT = `${MARKER}\n\n## Spec review: breaking\n`

interface World {
  files?: Record<string, string>
  sha?: string
  comments?: { id: number; body?: string; user: { login: string } }[]
  labels?: string[]
  /** The report is a link to a file elsewhere. */
  link?: boolean
}

/** @returns what was asked of GitHub that changes something */
async function say({ files = {}, sha = SHA, comments = [], labels = [], link }: World): Promise<unknown[]> {
  const folder = path.join(temporaryFolder(), 'spec-review')
  mkdirSync(folder)
  const all = {
    'report.md': REPORT,
    'report.json': '{"diff":{"verdict":"breaking"}}',
    'pull-request.txt': '7\n',
    ...files,
  }
  for (const [name, text] of Object.entries(all)) writeFileSync(path.join(folder, name), text)
  if (link) {
    renameSync(path.join(folder, 'report.md'), path.join(folder, '../elsewhere.md'))
    symlinkSync('../elsewhere.md', path.join(folder, 'report.md'))
  }
  const done: unknown[] = []
  const note = (name: string) => async (given: object) =>
    void done.push([name, { ...given, owner: undefined, repo: undefined }])
  const issues = Object.fromEntries(
    ['updateComment', 'createComment', 'createLabel', 'addLabels', 'removeLabel'].map(name => [name, note(name)]),
  )
  const pull = { head: { sha }, labels: labels.map(name => ({ name })) }
  const github = {
    rest: { issues: { ...issues, listComments: 'comments' }, pulls: { get: async () => ({ data: pull }) } },
    paginate: async (of: unknown) => (of === 'comments' ? comments : []),
  }
  const context = {
    repo: { owner: 'clustrix', repo: 'portal' },
    payload: { workflow_run: { head_sha: SHA, html_url: 'https://github.com/clustrix/portal/actions/runs/1' } },
  }
  await run(github, context, { notice: () => {} }, createRequire(import.meta.url), { env: { FOLDER: folder } })
  return done
}

const bot = { login: 'github-actions[bot]' }
const body = expect.stringContaining('## Spec review: breaking')

test('the first review adds a comment and a label', async () => {
  expect(await say({ comments: [{ id: 1, body: 'Looks good', user: { login: 'octocat' } }] })).toEqual([
    ['createComment', { issue_number: 7, body }],
    ['createLabel', { name: 'spec: breaking', color: 'b60205' }],
    ['addLabels', { issue_number: 7, labels: ['spec: breaking'] }],
  ])
})

test('the next review updates the comment and changes the label', async () => {
  const comments = [{ id: 5, body: REPORT, user: bot }]
  expect(await say({ comments, labels: ['bug', 'spec: docs'] })).toEqual([
    ['updateComment', { comment_id: 5, body }],
    ['createLabel', expect.anything()],
    ['addLabels', { issue_number: 7, labels: ['spec: breaking'] }],
    ['removeLabel', { issue_number: 7, name: 'spec: docs' }],
  ])
})

test('a correct label stays', async () => {
  expect(await say({ comments: [{ id: 5, body: REPORT, user: bot }], labels: ['spec: breaking'] })).toEqual([
    ['updateComment', { comment_id: 5, body }],
  ])
})

test('a comment by another author is left alone, whatever it starts with', async () => {
  const done = await say({
    comments: [{ id: 5, body: REPORT, user: { login: 'octocat' } }],
    labels: ['spec: breaking'],
  })
  expect(done).toEqual([['createComment', expect.anything()]])
})

describe('a pull request without contract changes', () => {
  const files = { 'report.json': '{"diff":{"verdict":"none"}}' }

  test('gets no comment', async () => {
    expect(await say({ files })).toEqual([])
  })

  test('updates an existing comment and removes its label', async () => {
    const comments = [{ id: 5, body: REPORT, user: bot }]
    expect(await say({ files, comments, labels: ['spec: breaking'] })).toEqual([
      ['updateComment', { comment_id: 5, body }],
      ['removeLabel', { issue_number: 7, name: 'spec: breaking' }],
    ])
  })
})

test('a contract that could not be reviewed gets a comment that says so and no label', async () => {
  const files = { 'report.json': '{"refused":"openapi.yaml:1:1 #: is not an OpenAPI document"}' }
  expect(await say({ files, labels: ['spec: docs'] })).toEqual([
    ['createComment', { issue_number: 7, body }],
    ['removeLabel', { issue_number: 7, name: 'spec: docs' }],
  ])
})

test('a pull request with a different head commit gets no comment', async () => {
  expect(await say({ sha: 'b'.repeat(40) })).toEqual([])
})

describe('nothing is written for', () => {
  test.each<[string, World]>([
    ['an invalid number', { files: { 'pull-request.txt': '7; rm' } }],
    ['a number as a path', { files: { 'pull-request.txt': '../1' } }],
    ['a number beyond all', { files: { 'pull-request.txt': '9'.repeat(19) } }],
    ['no number', { files: { 'pull-request.txt': '' } }],
    ['a report that is too long', { files: { 'report.md': REPORT + 'x'.repeat(61_440) } }],
    ['a report without its marker', { files: { 'report.md': '# Anything' } }],
    ['invalid JSON', { files: { 'report.json': '{' } }],
    ['a link out of the artifact', { link: true }],
  ])('%s', async (_, world) => {
    await expect(say(world)).rejects.toThrow()
  })
})

test('labels come from a fixed list', async () => {
  const files = { 'report.json': '{"diff":{"verdict":"constructor"}}' }
  expect(await say({ files })).toEqual([['createComment', expect.anything()]])
})
