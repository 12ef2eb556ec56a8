import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Contract } from '../../server/pages/contract.ts'
import { docsDocument } from '../../server/pages/docs/document.ts'
import { contract } from '../support/app.ts'
import { execute } from '../support/packed-client.ts'
import { type ServerProcess, startServer } from '../support/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface Operation {
  operationId: string
  responses: Record<string, { $ref: string }>
  'x-codeSamples': { label: string; source: string }[]
}

/** The programs that run a sample. Debian's, not those that a version manager puts first. */
const COMMANDS: Record<string, [file: string, command: string, ...args: string[]]> = {
  '@clustrix/client': ['sample.ts', process.execPath, '--conditions=@clustrix/source'],
  curl: ['sample.sh', '/bin/sh'],
  PHP: ['sample.php', '/usr/bin/php'],
  Python: ['sample.py', '/usr/bin/python3'],
}

const startDemo = () =>
  startServer({
    env: {
      DATABASE: ':memory:',
      CLOCK: '2026-11-22T12:00:00Z',
      LOGIN_RATE_LIMIT: '1000',
      LOGIN_ADDRESS_RATE_LIMIT: '1000',
    },
  })

const operationsIn = ({ paths }: { paths: Record<string, object> }): Operation[] =>
  Object.values(paths).flatMap(item => Object.values(item).filter(value => 'operationId' in value))

async function operationsOf({ call }: ServerProcess): Promise<Operation[]> {
  return operationsIn((await (await call('/docs/openapi.json')).json()) as { paths: Record<string, object> })
}

const sampleOf = (operation: Operation | undefined, label: string): string =>
  operation?.['x-codeSamples'].find(sample => sample.label === label)?.source ?? ''

/** An empty folder for programs that import the client. */
function programFolder(): string {
  const folder = temporaryFolder()
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'))
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
  return folder
}

/** Runs a sample as a file. */
async function run(label: string, source: string, token: string) {
  const [name, command, ...args] = COMMANDS[label] ?? ['', label]
  const folder = programFolder()
  writeFileSync(path.join(folder, name), source)
  const ran = await execute(command, [...args, name], folder, { TOKEN: token, PATH: '/usr/bin:/bin' })
  const files = readdirSync(folder).filter(file => file.endsWith('.pdf'))
  return { ...ran, files: files.map(file => readFileSync(path.join(folder, file))) }
}

/** The keys of a value and of the objects in it, which the demo data and the examples have in common. */
const shapeOf = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? undefined
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))

function exampleOf({ responses }: Operation): unknown {
  const [success = { $ref: '' }] = Object.entries(responses).flatMap(([status, found]) => (status < '3' ? [found] : []))
  const { content } = '$ref' in success ? contract.components.responses[success.$ref.split('/').at(-1) ?? ''] : success
  const [{ $ref }] = Object.values<{ $ref: string }>(content['application/json'].examples) as [{ $ref: string }]
  return contract.components.examples[$ref.split('/').at(-1) ?? ''].value
}

describe.each(Object.keys(COMMANDS))('the samples of /docs for %s', label => {
  test('run as they are, and print the response', async () => {
    const server = await startDemo()
    const operations = await operationsOf(server)
    expect(operations).toHaveLength(14)
    for (const operation of operations) {
      const { operationId } = operation
      const { code, stdout, stderr, files } = await run(label, sampleOf(operation, label), await server.login())
      expect([operationId, code, label === 'curl' ? '' : stderr]).toEqual([operationId, 0, ''])
      if (operationId === 'getInvoicePdf') {
        expect(files.map(file => file.subarray(0, 5).toString())).toEqual(['%PDF-'])
        continue
      }
      expect([operationId, shapeOf(JSON.parse(stdout))]).toEqual([operationId, shapeOf(exampleOf(operation))])
    }
  }, 120_000)

  test('write any text of an example as it is', async () => {
    const server = await startDemo()
    const value = {
      subject: `It's "$HOME" {$x} \\n \\' \`id\` %s é 🎉`,
      body: `1\r\n\t'"$HOME\\"\n\n?>*/\n`,
      priority: null,
    }
    const examples = { ...contract.components.examples, new_ticket: { value } }
    const document = docsDocument(
      { ...contract, components: { ...contract.components, examples } } as Contract,
      server.origin,
    )
    const createTicket = operationsIn(JSON.parse(document)).find(({ operationId }) => operationId === 'createTicket')
    const { stdout, stderr } = await run(label, sampleOf(createTicket, label), await server.login())
    expect(stdout, stderr).toMatch(/^\{/)
    const { subject, body } = JSON.parse(stdout).data
    expect([subject, body]).toEqual([value.subject, value.body.trim()])
  })
})

test('the samples of @clustrix/client compile', async () => {
  const operations = await operationsOf(await startDemo())
  const folder = programFolder()
  for (const operation of operations)
    writeFileSync(path.join(folder, `${operation.operationId}.ts`), sampleOf(operation, '@clustrix/client'))
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    module: 'nodenext',
    types: ['node'],
    customConditions: ['@clustrix/source'],
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    skipLibCheck: true,
  }
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  const tsc = path.resolve('node_modules/typescript-native/bin/tsc')
  expect(await execute(process.execPath, [tsc, '--pretty', 'false'], folder)).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  })
}, 60_000)
