import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
// @ts-expect-error plain JavaScript without type declarations, so that an older Node.js can run it
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

test('requires the version in package.json', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'))
  const minimum = `${/^>=(\d+\.\d+)$/.exec(engines.node)?.[1]}.0`
  expect(isTooOld(minimum)).toBe(false)
  expect(isTooOld(minimum.replace(/\.(\d+)\.0$/, (_, minor) => `.${minor - 1}.9`))).toBe(true)
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

test('an older Node.js prints one line that says what to do, and does not start', async () => {
  await expect(preload('20.20.2')).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Node\.js 24\.18 or newer is required; this is 20\.20\.2\. Run `npm ci` [^\n]+\n$/),
  })
})

test('a sufficient version prints nothing', async () => {
  expect(await preload('24.18.0')).toEqual({ stdout: 'started\n', stderr: '' })
})
