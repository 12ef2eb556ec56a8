import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import manifest from '../../package.json' with { type: 'json' }

const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n')
const isTracked = (name: string) => tracked.some(file => file === name || file.startsWith(name.replace(/\/?$/, '/')))

/** Email addresses, files, folders and npm scripts that a file names and that the project does not have. */
function deadNames(text: string): string[] {
  const emails = [...text.matchAll(/[\w.-]+@[\w-]+\.[a-z]+\b/g)].map(([email]) => email)
  const files = [...text.matchAll(/(?<![\w/])((?:[\w-]+\/)*[\w.-]+\.(?:md|yaml|ts|json))\b/g)].map(
    ([, file = '']) => file,
  )
  const scripts = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, script = '']) => script)
  return [
    ...emails.filter(email => email !== CONTACT),
    // The report is written by the review; the exceptions exist only while there are some.
    ...files.filter(file => !['report.md', 'review/exceptions.yaml'].includes(file) && !isTracked(file)),
    ...scripts.filter(script => !(script in manifest.scripts)),
  ]
}

const CONTACT = String(parse(readFileSync('openapi.yaml', 'utf8')).info.contact.email)
const texts = tracked.filter(file => /^\.github\/(?!workflows\/)|^(SECURITY|CODE_OF_CONDUCT)\.md$/.test(file))

test.each(texts)('%s names nothing that does not exist', file => {
  expect(deadNames(readFileSync(file, 'utf8'))).toEqual([])
})

test('dead names are found', () => {
  expect(deadNames('SECURITY.md no@one.example SECURITE.md test/a.ts npm run generate npm run generat')).toEqual([
    'no@one.example',
    'SECURITE.md',
    'test/a.ts',
    'generat',
  ])
})

describe('the issue forms', () => {
  interface Field {
    type: string
    id?: string
    attributes: { label?: string; value?: string; options?: unknown[] }
  }
  const folder = '.github/ISSUE_TEMPLATE'
  const forms = readdirSync(folder).filter(name => name !== 'config.yml')

  /** What GitHub would refuse. */
  function faultsOf(form: { name?: string; description?: string; body?: Field[] }): string[] {
    const fields = (form.body ?? []).filter(({ type }) => type !== 'markdown')
    return [
      ...(form.name && form.description ? [] : ['no name or description']),
      ...(fields.length > 0 ? [] : ['no fields']),
      ...(new Set(fields.map(({ id }) => id)).size === fields.length ? [] : ['an id is used twice']),
      ...fields.flatMap(({ type, id, attributes }) => {
        const isKnown = ['input', 'textarea', 'dropdown', 'checkboxes'].includes(type)
        const needsOptions = ['dropdown', 'checkboxes'].includes(type)
        return isKnown && id && attributes.label && (!needsOptions || attributes.options?.length) ? [] : [`field ${id}`]
      }),
    ]
  }

  test('are three', () => {
    expect(forms).toEqual(['bug.yml', 'contract-question.yml', 'endpoint-request.yml'])
  })

  test.each(forms)('%s is accepted by GitHub', name => {
    expect(faultsOf(parse(readFileSync(path.join(folder, name), 'utf8')))).toEqual([])
  })

  test('would be found to have faults', () => {
    const field = { type: 'dropdown', id: 'a', attributes: { label: 'A' } }
    expect(faultsOf({ name: 'A', body: [field, { ...field, type: 'txet', id: 'a' }] })).toEqual([
      'no name or description',
      'an id is used twice',
      'field a',
      'field a',
    ])
    expect(faultsOf({ name: 'A', description: 'B' })).toEqual(['no fields'])
  })
})

describe('Dependabot', () => {
  interface Update {
    'package-ecosystem': string
    directory?: string
    directories?: string[]
    groups?: object
  }
  const { updates }: { updates: Update[] } = parse(readFileSync('.github/dependabot.yml', 'utf8'))
  const foldersOf = (ecosystem: string) =>
    updates
      .filter(update => update['package-ecosystem'] === ecosystem)
      .flatMap(({ directory, directories = [] }) => [...(directory ? [directory] : []), ...directories])

  test('watches each folder with a lock file, and the workflows', () => {
    const locked = tracked.filter(file => path.basename(file) === 'package-lock.json')
    expect(foldersOf('npm').sort()).toEqual(locked.map(file => path.posix.join('/', path.dirname(file))).sort())
    expect(foldersOf('github-actions')).toEqual(['/'])
  })

  test('watches each folder with a Dockerfile or a compose file', () => {
    const foldersWith = (name: string) =>
      tracked.filter(file => path.basename(file) === name).map(file => path.posix.join('/', path.dirname(file)))
    expect(foldersOf('docker')).toEqual(foldersWith('Dockerfile'))
    expect(foldersOf('docker-compose')).toEqual(foldersWith('compose.yaml'))
  })

  test('groups its changes', () => {
    expect(updates.filter(({ groups }) => groups === undefined)).toEqual([])
  })
})

test('the paths with owners exist', () => {
  const lines = readFileSync('.github/CODEOWNERS', 'utf8').split('\n')
  const owned = lines.flatMap(line => /^\/(\S+)/.exec(line)?.[1] ?? [])
  expect(owned.length).toBeGreaterThan(3)
  expect(owned.filter(name => name !== 'review/exceptions.yaml' && !isTracked(name))).toEqual([])
})
