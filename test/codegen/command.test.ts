import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { runGenerate } from '../../codegen/command.ts'

const FILES = ['routes.gen.ts', 'schemas.gen.ts', 'types.gen.ts']
const SPEC = path.relative('.', path.join(import.meta.dirname, 'fixtures/library.yaml'))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'codegen-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the command and gives back its exit code and lines, the folder left out. */
async function run(...args: string[]) {
  const printed: string[] = []
  const errors: string[] = []
  const code = await runGenerate(args, { log: line => printed.push(line), error: line => errors.push(line) })
  const plain = (lines: string[]) => lines.map(line => line.replaceAll(folder, ''))
  return { code, printed: plain(printed), errors: plain(errors) }
}

const contentsOf = (out: string) => FILES.map(file => readFileSync(path.join(out, file), 'utf8'))

test('output is deterministic, and files that are up to date are not written again', async () => {
  const [first, second] = [path.join(folder, 'first'), path.join(folder, 'second')]
  expect(await run('--spec', SPEC, '--out', first)).toEqual({
    code: 0,
    printed: ['wrote /first/schemas.gen.ts', 'wrote /first/routes.gen.ts', 'wrote /first/types.gen.ts'],
    errors: [],
  })
  await run('--spec', SPEC, '--out', second)
  expect(contentsOf(second)).toEqual(contentsOf(first))
  expect(await run('--spec', SPEC, '--out', first)).toEqual({ code: 0, printed: [], errors: [] })
})

describe('--check', () => {
  test.each(FILES)('reports %s when it is edited or missing, and changes nothing', async file => {
    const out = path.join(folder, `drift-${file}`)
    const args = ['--spec', SPEC, '--out', out]
    const drift = {
      code: 1,
      printed: [],
      errors: [`/drift-${file}/${file} is not up to date with ${SPEC}; run npm run generate`],
    }
    await run(...args)
    expect(await run(...args, '--check')).toEqual({ code: 0, printed: [], errors: [] })

    const target = path.join(out, file)
    writeFileSync(target, `${readFileSync(target, 'utf8')} `)
    const edited = contentsOf(out)
    expect(await run(...args, '--check')).toEqual(drift)
    expect(contentsOf(out)).toEqual(edited)

    rmSync(target)
    expect(await run(...args, '--check')).toEqual(drift)
    expect(existsSync(target)).toBe(false)
  })
})

describe('a refusal is one line with exit code 2, and nothing is written', () => {
  it.each([
    [
      'bad.yaml',
      'openapi: 3.1.0\ninfo: { title: T, version: "1" }\ncomponents: { schemas: { A: { maxLenght: 3 } } }',
      '/bad.yaml:3:31 #/components/schemas/A/maxLenght: `maxLenght` is not a keyword of schemas. Did you mean `maxLength`?',
    ],
    ['empty.yaml', '', '/empty.yaml:1:1 #: this is not an OpenAPI document'],
    ['tab.yaml', 'openapi: 3.1.0\npaths:\n\t/a: {}', '/tab.yaml:3:1 tabs cannot indent YAML. Use spaces.'],
  ])('of %s', async (name, text, refusal) => {
    writeFileSync(path.join(folder, name), text)
    const out = path.join(folder, 'refused')
    expect(await run('--spec', path.join(folder, name), '--out', out)).toEqual({
      code: 2,
      printed: [],
      errors: [refusal],
    })
    expect(existsSync(out)).toBe(false)
  })

  it.each([
    ['a missing file', 'none.yaml', '/none.yaml: cannot be read (ENOENT)'],
    ['a folder', '', '/: cannot be read (EISDIR)'],
  ])('of %s', async (_, name, refusal) => {
    expect(await run('--spec', `${folder}/${name}`, '--out', `${folder}/refused`)).toEqual({
      code: 2,
      printed: [],
      errors: [refusal],
    })
  })
})

test('an output that cannot be written is reported', async () => {
  writeFileSync(path.join(folder, 'file'), '')
  expect(await run('--spec', SPEC, '--out', path.join(folder, 'file'))).toEqual({
    code: 2,
    printed: [],
    errors: [expect.stringMatching(/^\/file\/schemas\.gen\.ts: cannot be written \(E\w+\)$/)],
  })
})

test.each([
  [['--spec', 'a.yaml'], '--spec and --out go together: give both or neither'],
  [['--out', 'a'], '--spec and --out go together: give both or neither'],
  [['--watch', '--check'], '--watch is for openapi.yaml alone: leave out the other options'],
  [['--watch', '--spec', 'a.yaml', '--out', 'a'], '--watch is for openapi.yaml alone: leave out the other options'],
])('arguments %j are refused', async (args, message) => {
  expect(await run(...args)).toEqual({ code: 2, printed: [], errors: [message] })
})
