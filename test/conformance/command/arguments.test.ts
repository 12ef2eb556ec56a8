import { describe, expect, test } from 'vitest'
import { COMMAND, type Remote, remoteOf } from '../../../conformance/command/arguments.ts'
import { CommandError } from '../../../openapi/cli/command-error.ts'
import { readOptions } from '../../../openapi/cli/read-options.ts'

const none = async () => expect.unreachable('standard input is not to be read')

/** The running server that a line of options names. */
async function read(line: string, env: Record<string, string> = {}, stdin?: string): Promise<Remote | undefined> {
  const given = readOptions(COMMAND, line.split(' ').filter(Boolean))
  return remoteOf(given!, true, env, stdin === undefined ? none : async () => stdin)
}

const PASSWORD = { CLUSTRIX_PASSWORD: 'secret' }

test('without a target it is the app in process', async () => {
  expect(await read('--spec other.yaml --format junit')).toBeUndefined()
})

describe('passwords come from', () => {
  test.each<[string, string, Record<string, string>, string | undefined, string[]]>([
    ['the environment', '', PASSWORD, undefined, ['secret']],
    ['standard input', '--password-stdin', {}, 'from stdin\n', ['from stdin']],
    ['standard input rather than the environment', '--password-stdin', PASSWORD, 'from stdin', ['from stdin']],
    ['an option', '--password secret', {}, undefined, ['secret']],
    ['the first account for the second', '--email2 b@b', PASSWORD, undefined, ['secret', 'secret']],
    [
      'the environment for both',
      '--email2 b@b',
      { ...PASSWORD, CLUSTRIX_PASSWORD2: 'two' },
      undefined,
      ['secret', 'two'],
    ],
    ['standard input for both', '--email2 b@b --password-stdin', {}, 'one\r\ntwo\r\n', ['one', 'two']],
  ])('%s', async (_, args, env, stdin, passwords) => {
    const remote = await read(`--target http://127.0.0.1:3000 --email a@a ${args}`, env, stdin)
    expect(remote?.accounts.map(({ password }) => password)).toEqual(passwords)
    expect(remote?.accounts.map(({ email }) => email)).toEqual(['a@a', 'b@b'].slice(0, passwords.length))
  })
})

describe('a target may be written to', () => {
  test.each([
    ['http://127.0.0.1:3000', '', true],
    ['http://localhost', '', true],
    ['https://[::1]:8443/base', '', true],
    ['http://127.0.0.1.example.com', '', false],
    ['http://localhost.example.com', '', false],
    ['http://10.0.0.1', '', false],
    ['https://portal.example.com', '', false],
    ['https://portal.example.com', '--allow-writes', true],
  ])('%s %s: %s', async (target, args, isWritable) => {
    const remote = await read(`--target ${target} --email a@a ${args}`, PASSWORD)
    expect(remote?.readOnly).toBe(!isWritable)
  })
})

describe('refuses in one line', () => {
  test.each<[string, string, string?]>([
    ['--email a@a', '--email is for a running server: add --target URL'],
    ['--email2 a@a', '--email2 is for a running server'],
    ['--password p', '--password is for a running server'],
    ['--password-stdin', '--password-stdin is for a running server'],
    ['--allow-writes', '--allow-writes is for a running server'],
    ['--target http://127.0.0.1', '--target needs --email'],
    ['--target 127.0.0.1:3000 --email a@a', '--target 127.0.0.1:3000: must be a URL such as'],
    ['--target ftp://127.0.0.1 --email a@a', '--target ftp://127.0.0.1: must be a URL such as'],
    ['--target http://127.0.0.1/?a --email a@a', 'must not have a query or a fragment'],
    ['--target http://127.0.0.1 --email a@a', 'No password: set CLUSTRIX_PASSWORD or use --password-stdin'],
    ['--target http://127.0.0.1 --email a@a --password-stdin', 'No password on standard input', '\n'],
    ['--target http://127.0.0.1 --email a@a --password-stdin', 'Standard input has more lines than', 'one\ntwo\n'],
    ['--target http://127.0.0.1 --email a@a --email2 a@a --password p', '--email2 must be another user'],
    ['--target http://127.0.0.1 --email a@a --password p --password-stdin', 'cannot be used together', 'p'],
    ['--target http://10.0.0.1 --email a@a --password p', '--password is for a loopback target only'],
  ])('%s', async (args, message, stdin) => {
    const error = await read(args, {}, stdin).catch(error => error)
    expect(error).toBeInstanceOf(CommandError)
    expect(error.message).toContain(message)
    expect(error.message).not.toContain('\n')
  })

  test('a password in a URL, without repeating it', async () => {
    const error = await read('--target http://u:hush@127.0.0.1 --email a@a').catch(error => error)
    expect(error.message).toBe('--target must not contain a user or a password; see --email')
  })
})
