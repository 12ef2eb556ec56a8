import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

// What an editor shows at the marks `/*1*/` to `/*9*/`, and the errors of the lines that have one.
const PROGRAM = `import { createClient } from '@clustrix/client'
const api = createClient({ baseUrl: 'http://127.0.0.1:3000' })
const list = await api./*1*/GET('/api/v1/invoices')
const one = await api.orThrow./*2*/GET('/api/v1/invoices/{id}', { params: { path: { id: 106 } } })
await api./*3*/POST('/api/v1/subscriptions/{id}/pause', { params: { path: { id: 31 } } })
const /*4*/rows = (await api.orThrow.GET('/api/v1/tickets', { params: { query: { page: 2 } } })).data.data
for await (const /*5*/row of api.items('/api/v1/invoices')) console.log(row, list, one, rows)
for await (const /*6*/page of api.pages('/api/v1/subscriptions')) console.log(page)
const /*7*/result = await api.orThrow.POST('/api/v1/tickets', { /*8*/body: { subject: 'Disk full', body: 'On web-3.' } })
await api.GET('/*9*/')
`

const file = path.resolve('test/client/types/editor-sample.ts')

function languageServiceOf(text: string): ts.LanguageService {
  const config = ts.readConfigFile('tsconfig.json', ts.sys.readFile).config
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd())
  const read = (name: string) => (name === file ? text : ts.sys.readFile(name))
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: name => {
      const content = read(name)
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: name => name === file || ts.sys.fileExists(name),
    readFile: read,
  })
}

const service = languageServiceOf(PROGRAM)

function infoAt(mark: number) {
  const text = `/*${mark}*/`
  const info = service.getQuickInfoAtPosition(file, PROGRAM.indexOf(text) + text.length)
  return {
    shown: ts.displayPartsToString(info?.displayParts),
    documentation: ts.displayPartsToString(info?.documentation),
  }
}

test.each([
  [1, 'List invoices', 'Returns the issued invoices of your client'],
  [2, 'Get an invoice', 'Returns an invoice with its line items'],
  [3, 'Pause a subscription', 'Pauses an `active` subscription.'],
])('the call at %i shows the summary and the description of its operation', (mark, summary, description) => {
  const { documentation } = infoAt(mark)
  expect(documentation.startsWith(`${summary}\n\n${description}`), documentation).toBe(true)
})

test.each([
  [4, 'const rows: Ticket[]'],
  [5, 'const row: Invoice'],
  [6, 'const page: SubscriptionPage'],
  [7, 'const result: SuccessResult<201, TicketEnvelope, TicketCreatedResponse>'],
])('the value at %i has a named type', (mark, shown) => {
  expect(infoAt(mark).shown).toBe(shown)
})

test('a call and its body have named types', () => {
  expect(infoAt(1).shown).toMatch(/init\?: CallArgument<ListInvoicesOperation, undefined>/)
  expect(
    infoAt(8)
      .shown.split(/: | \| /)
      .sort(),
  ).toEqual(['(property) body', 'CreateTicketRequest', 'URLSearchParams'])
})

test('the paths are completed', () => {
  const { entries = [] } = service.getCompletionsAtPosition(file, PROGRAM.indexOf('/*9*/'), {}) ?? {}
  expect(entries.map(({ name }) => name).sort()).toEqual([
    '/api/v1/invoices',
    '/api/v1/invoices/{id}',
    '/api/v1/invoices/{id}/pdf',
    '/api/v1/me',
    '/api/v1/subscriptions',
    '/api/v1/tickets',
    '/api/v1/tickets/{id}',
  ])
})

describe('the error of', () => {
  const calls: [call: string, message: string | RegExp][] = [
    ["api.GET('/api/v1/invoices/106')", '"use /api/v1/invoices/{id} and params.path"'],
    ["api.GET('/api/v1/invoices/106/pdf', {})", '"use /api/v1/invoices/{id}/pdf and params.path"'],
    ["api.POST('/api/v1/tickets/5/reply')", '"use /api/v1/tickets/{id}/reply and params.path"'],
    [
      "api.GET('/api/v1/invoces')",
      '"/api/v1/me" | "/api/v1/invoices" | "/api/v1/invoices/{id}" | "/api/v1/invoices/{id}/pdf"',
    ],
    ["api.POST('/api/v1/me')", '"/api/v1/me has no POST"'],
    ["api.GET('/api/v1/invoices/{id}')", '"/api/v1/invoices/{id} needs a second argument with params"'],
    ["api.POST('/api/v1/tickets')", '"/api/v1/tickets needs a second argument with body"'],
    ["api.GET('/api/v1/invoices', { params: { query: { stauts: 'paid' } } })", "Did you mean to write 'status'?"],
    [
      "api.POST('/api/v1/tickets', { body: { subject: 'x' } })",
      "Property 'body' is missing in type '{ subject: string; }' but required in type 'CreateTicketRequest'",
    ],
    ["api.items('/api/v1/me')", '"/api/v1/invoices" | "/api/v1/tickets" | "/api/v1/subscriptions"'],
  ]
  const setup = PROGRAM.split('\n').slice(0, 2).join('\n')
  const other = languageServiceOf(`${setup}\n${calls.map(([call]) => `${call}\n`).join('')}`)
  const source = other.getProgram()?.getSourceFile(file)
  const errors = other.getSemanticDiagnostics(file).map(({ start = 0, messageText }) => ({
    line: source?.getLineAndCharacterOfPosition(start).line,
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }))

  test.each(calls.map(([call, message], index) => [call, message, index + 2] as const))('%s', (_, message, line) => {
    const found = errors.filter(error => error.line === line)
    expect(found).toHaveLength(1)
    expect(found[0]?.message).toContain(message)
  })
})
