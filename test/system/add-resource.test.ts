import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Report } from '../../conformance/report.ts'
import { copyProject } from '../support/project-copy.ts'

const page = readFileSync('docs/add-a-resource.md', 'utf8')

/** Each step names a file, for a change also a place in it, and has one block of text. */
const STEP =
  /^(?:New file `(?<created>[^`]+)`|In `(?<changed>[^`]+)`, before `(?<mark>[^`]+)`):\n\n```\w+\n(?<text>.*?)^```$/gms

test('docs/add-a-resource.md adds a resource that passes the checks', async () => {
  const copy = copyProject()
  const steps = [...page.matchAll(STEP)].map(({ groups = {} }) => groups)
  expect(steps.length).toBe(page.match(/^```\w+$/gm)?.length)
  for (const { created, changed = '', mark = '', text = '' } of steps) {
    if (created) copy.write(created, text)
    else copy.insertBeforeLine(changed, mark, text)
  }

  expect(await copy.run('codegen/main.ts')).toMatchObject({ code: 0 })
  expect(await copy.run('node_modules/typescript-native/bin/tsc', '--noEmit')).toEqual({ code: 0, output: '' })
  const files = steps.map(({ created, changed = '' }) => created ?? changed)
  const biome = ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--vcs-enabled=false'] as const
  expect(await copy.run(...biome, ...new Set(files))).toMatchObject({ code: 0 })
  expect(await copy.run('review/lint/main.ts')).toMatchObject({ code: 0 })
  const tests = ['test/server/database', 'test/contract', 'test/architecture.test.ts']
  expect(await copy.run('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...tests)).toMatchObject({
    code: 0,
  })

  const checked = await copy.run('conformance/command/main.ts', '--format', 'json')
  expect(checked).toMatchObject({ code: 0 })
  const { cells }: Report = JSON.parse(checked.output)
  const operations = new Set(cells.filter(({ seen }) => seen > 0).map(({ operation }) => operation))
  expect([...operations]).toEqual(expect.arrayContaining(['listDomains', 'getDomain']))
}, 300_000)
