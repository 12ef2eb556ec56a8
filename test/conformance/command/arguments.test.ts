import { describe, expect, test } from 'vitest'
import { BadUsage, readArguments } from '../../../conformance/command/arguments.ts'

const none = async () => expect.unreachable('standard input is not to be read')
const read = (args: string, env: Record<string, string> = {}, stdin?: string) =>
  readArguments(args.split(' ').filter(Boolean), env, stdin === undefined ? none : async () => stdin)

const remoteOf = async (...args: Parameters<typeof read>) => (await read(...args)).remote
const PASSWORD = { CLUSTRIX_PASSWORD: 'secret' }

test('nothing given is the app in process by openapi.yaml, as text', async () => {
  expect(await read('')).toEqual({ help: false, spec: 'openapi.yaml', format: 'text', remote: undefined })
})

test('a document and a format may be chosen', async () => {
  expect(await read('--spec other.yaml --format junit')).toMatchObject({ spec: 'other.yaml', format: 'junit' })
})

test('help needs nothing else', async () => {
  expect(await read('--help --target http://127.0.0.1')).toMatchObject({ help: true })
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
    const remote = await remoteOf(`--target http://127.0.0.1:3000 --email a@a ${args}`, env, stdin)
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
    const remote = await remoteOf(`--target ${target} --email a@a ${args}`, PASSWORD)
    expect(remote?.readOnly).toBe(!isWritable)
  })
})

describe('refuses in one line', () => {
  test.each<[string, string, string?]>([
    ['--targt http://127.0.0.1', "Unknown option '--targt'; see --help"],
    ['strays', "Unexpected argument 'strays'"],
    ['--format xml', '--format xml: must be one of text, json, junit'],
    ['--spec a --spec b', '--spec is given twice'],
    ['--spec=', '--spec is empty'],
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
    expect(error).toBeInstanceOf(BadUsage)
    expect(error.message).toContain(message)
    expect(error.message).not.toContain('\n')
  })

  test('a password in a URL, without repeating it', async () => {
    const error = await read('--target http://u:hush@127.0.0.1 --email a@a').catch(error => error)
    expect(error.message).toBe('--target must not contain a user or a password; see --email')
  })
})
