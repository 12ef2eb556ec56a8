import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/process.ts'

/** Runs .ci/install with commands that only say how they were called. @param commands those that are there */
function callsOf(...commands: string[]): string[] {
  const folder = temporaryFolder()
  const calls = path.join(folder, 'calls')
  for (const command of ['env', 'apt-get', 'ln', ...commands]) {
    const stub = path.join(folder, command)
    // sudo and env run what they are given.
    const more = ['sudo', 'env'].includes(command)
      ? 'while expr "$1" : ".*=" > /dev/null; do shift; done; exec "$@"\n'
      : ''
    writeFileSync(stub, `#!/bin/sh\necho "${command} $*" >> ${calls}\n${more}`)
    chmodSync(stub, 0o755)
  }
  const user = commands.includes('sudo') ? '1000' : '0'
  writeFileSync(path.join(folder, 'id'), `#!/bin/sh\necho ${user}\n`)
  chmodSync(path.join(folder, 'id'), 0o755)
  execFileSync('/bin/bash', ['.ci/install'], { env: { PATH: `${folder}:/usr/bin:/bin` } })
  return readFileSync(calls, 'utf8').trim().split('\n')
}

const names = readFileSync('.ci/packages.txt', 'utf8')
  .split('\n')
  .flatMap(line => /^[a-z][\w.+-]*/.exec(line)?.[0] ?? [])
const installed = (calls: string[]) =>
  calls
    .findLast(call => call.startsWith('apt-get install'))
    ?.split(' ')
    .filter(word => names.includes(word))

test('installs the packages of the list as root', () => {
  const calls = callsOf()
  expect(calls.filter(call => call.startsWith('ln'))).toEqual([])
  expect(calls[0]).toBe('apt-get update -qq')
  expect(names).toEqual(expect.arrayContaining(['chromium', 'curl', 'poppler-utils']))
  expect(installed(calls)).toEqual(names)
})

test("uses the Chrome of GitHub's Ubuntu as chromium, and sudo", () => {
  const calls = callsOf('google-chrome', 'sudo')
  expect(calls).toContainEqual(expect.stringMatching(/^sudo ln -sf \S+\/google-chrome \/usr\/bin\/chromium$/))
  expect(calls).toContain('sudo apt-get update -qq')
  expect(installed(calls)).toEqual(names.filter(name => name !== 'chromium'))
})
