import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** sudo and env run what they are given. */
const RUN = 'while expr "$1" : ".*=" > /dev/null; do shift; done; exec "$@"\n'
const ROOT: Record<string, string> = { id: 'echo 0\n', 'apt-cache': 'echo found\n', 'apt-get': '', ln: '', env: RUN }
const GITHUB = { ...ROOT, id: 'echo 1000\n', sudo: RUN, 'google-chrome': '' }

/** Runs .ci/install on a machine whose commands only note how they are called. @param commands what else each does */
function callsOf(commands: Record<string, string>): string[] {
  const folder = temporaryFolder()
  const calls = path.join(folder, 'calls')
  for (const [command, more] of Object.entries(commands)) {
    writeFileSync(path.join(folder, command), `#!/bin/sh\necho "${command} $*" >> ${calls}\n${more}`)
    chmodSync(path.join(folder, command), 0o755)
  }
  // The commands that read the list are real ones.
  for (const command of ['dirname', 'sed', 'grep', 'expr'])
    symlinkSync(path.join('/usr/bin', command), path.join(folder, command))
  execFileSync('/bin/bash', ['.ci/install'], { env: { PATH: folder } })
  return readFileSync(calls, 'utf8').trim().split('\n')
}

const names = readFileSync('.ci/packages.txt', 'utf8')
  .split('\n')
  .flatMap(line => /^[a-z][\w.+-]*/.exec(line)?.[0] ?? [])
const installed = (calls: string[]) =>
  (calls.findLast(call => call.startsWith('apt-get install')) ?? '')
    .split(' ')
    .filter(word => !/^-|apt-get|install/.test(word))

test('installs the packages of the list as root', () => {
  const calls = callsOf(ROOT)
  expect(calls.filter(call => /^(ln|sudo)/.test(call))).toEqual([])
  expect(calls).toContain('apt-get update -qq')
  expect(names).toEqual(expect.arrayContaining(['chromium', 'curl', 'poppler-utils']))
  expect(installed(calls)).toEqual(names)
})

test("uses the Chrome of GitHub's Ubuntu as chromium, and sudo", () => {
  const calls = callsOf(GITHUB)
  expect(calls).toContainEqual(expect.stringMatching(/^sudo ln -sf \S+\/google-chrome \/usr\/bin\/chromium$/))
  expect(calls).toContain('sudo apt-get update -qq')
  expect(installed(calls)).toEqual(names.filter(name => name !== 'chromium'))
})

test('leaves out the packages of Laravel where they do not exist', () => {
  expect(installed(callsOf({ ...ROOT, 'apt-cache': '' }))).toEqual(
    names.filter(name => !name.startsWith('php-illuminate-')),
  )
})
