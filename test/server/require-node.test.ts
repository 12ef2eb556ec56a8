import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
// @ts-expect-error it is plain JavaScript, which an old node can read, and declares no types
import { isTooOld } from '../../server/require-node.mjs'

test.each([
  ['18.20.8', true],
  ['20.20.2', true],
  ['23.11.1', true],
  ['24.17.9', true],
  ['24.18.0', false],
  ['24.21.0', false],
  ['25.0.0', false],
  ['100.0.0', false],
])('isTooOld(%s) is %s', (version, expected) => {
  expect(isTooOld(version)).toBe(expected)
})

test('asks for the version that package.json asks for', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'))
  const least = `${/^>=(\d+\.\d+)$/.exec(engines.node)?.[1]}.0`
  expect(isTooOld(least)).toBe(false)
  expect(isTooOld(least.replace(/\.(\d+)\.0$/, (_, minor) => `.${minor - 1}.9`))).toBe(true)
})

const preload = (version: string) =>
  promisify(execFile)(process.execPath, [
    '--import',
    `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`,
    '--import',
    './server/require-node.mjs',
    '--eval',
    'console.log("started")',
  ])

test('an old node is told in one line what to do, and starts nothing', async () => {
  await expect(preload('20.20.2')).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Node\.js 24\.18 or newer is needed, this is 20\.20\.2: run `npm ci` [^\n]+\n$/),
  })
})

test('a new one is let pass in silence', async () => {
  expect(await preload('24.18.0')).toEqual({ stdout: 'started\n', stderr: '' })
})
