import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { baseOf } from '../../../review/diff/base.ts'

const root = mkdtempSync(path.join(tmpdir(), 'spec-base-'))
const repository = path.join(root, 'repository')
const file = path.join(repository, 'api', 'openapi.yaml')
const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false']

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', [...identity, ...args], { cwd, stdio: 'pipe', encoding: 'utf8' })

function commit(text: string): void {
  writeFileSync(file, text)
  git(repository, 'add', '-A')
  git(repository, 'commit', '-qm', text.trim())
}

beforeAll(() => {
  mkdirSync(path.dirname(file), { recursive: true })
  git(repository, 'init', '-qb', 'main')
  commit('parted\n')
  git(repository, 'checkout', '-qb', 'topic')
  commit('topic\n')
  git(repository, 'checkout', '-q', 'main')
  commit('main went on\n')
  git(repository, 'checkout', '-q', 'topic')
  git(repository, 'checkout', '-q', '--orphan', 'stranger')
  commit('stranger\n')
  git(repository, 'checkout', '-q', 'topic')
  git(root, 'clone', '-q', '--depth', '1', '--branch', 'topic', `file://${repository}`, 'shallow')
})

afterAll(() => rmSync(root, { recursive: true }))

test('a ref stands for its merge base with HEAD', () => {
  const { file: name, text } = baseOf('main', file)
  expect(text).toBe('parted\n')
  expect(name).toMatch(/^[0-9a-f]{10}:api\/openapi\.yaml$/)
})

test('uncommitted changes are not included', () => {
  writeFileSync(file, 'not committed\n')
  expect(baseOf('HEAD', file).text).toBe('topic\n')
  git(repository, 'checkout', '-q', file)
})

test('a file is used as it is', () => {
  expect(baseOf(file, file)).toEqual({ file, text: 'topic\n' })
})

test('a head outside any repository is compared with openapi.yaml of the current repository', () => {
  const lone = path.join(root, 'elsewhere.yaml')
  writeFileSync(lone, '')
  expect(baseOf('main', lone, file).text).toBe('parted\n')
})

describe('refuses in one line', () => {
  const shallow = path.join(root, 'shallow', 'api', 'openapi.yaml')
  const lone = path.join(root, 'openapi.yaml')

  test.each([
    [
      'an unknown ref',
      'nowhere',
      file,
      /^--base nowhere: is neither a file nor a ref that git knows: run git fetch, or check its name$/,
    ],
    ['what looks like an option', '--all', file, /^--base --all: is neither a file nor a ref that git knows/],
    ['a branch without a common commit', 'stranger', file, /^--base stranger: has no commit in common with HEAD$/],
    [
      'a ref that a shallow clone does not have',
      'origin/main',
      shallow,
      /^--base origin\/main: .* git fetch --unshallow, or give actions\/checkout fetch-depth: 0$/,
    ],
    ['a head that is not there', 'main', path.join(repository, 'none.yaml'), /none\.yaml: cannot be read \(ENOENT\)$/],
  ])('%s', (_, reference, head, line) => {
    writeFileSync(lone, '')
    expect(() => baseOf(reference, head)).toThrow(line)
  })

  test('a file outside any repository', () => {
    expect(() => baseOf('main', lone, lone)).toThrow(/^--base main: is not a file, and .* is not in a git repository/)
  })

  test('a file that the base did not have', () => {
    const fresh = path.join(repository, 'api', 'fresh.yaml')
    writeFileSync(fresh, '')
    expect(() => baseOf('main', fresh)).toThrow(/^--base main: [0-9a-f]{10}:api\/fresh\.yaml does not exist$/)
    rmSync(fresh)
  })
})
