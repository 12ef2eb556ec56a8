import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ClientOptions } from '@clustrix/client'
import { beforeEach, describe, expect, test } from 'vitest'
import { syncInvoices } from '../../../examples/invoice-sync/sync.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { recordOutput, skipPauses, withApi } from '../running.ts'
import { filesIn } from './files.ts'

const NUMBERS = ['0001', '0003', '0004', '0006', '0007', '0009', '0010', '0012'].map(each => `INV-2026-${each}`)
const PDFS = NUMBERS.map(number => `${number}.pdf`)

/** Prints the notes, which tests change. */
const renderer = {
  render: async ({ number, notes }: { number: string; notes: string | null }) =>
    new TextEncoder().encode(`%PDF-1.7 ${number} ${notes}`),
}

let app: TestApp
let to: string

beforeEach(() => {
  app = testApp({ renderer, settings: { rateLimit: 1000 } })
  to = temporaryFolder()
})

async function sync(options: Partial<ClientOptions> = {}, folder = to) {
  const output = recordOutput()
  const isSuccess = await withApi(app, api => syncInvoices(api, folder, output), options)
  return { isSuccess, lines: output.lines }
}

const changeInvoice = (id: number) =>
  app.database.run('UPDATE invoices SET notes = :notes WHERE id = :id', { id, notes: 'Thank you.' })

/** The files after an uninterrupted run. */
async function uninterrupted(): Promise<Record<string, string>> {
  const folder = temporaryFolder()
  await sync({}, folder)
  return filesIn(folder)
}

test('saves each invoice as a PDF and all of them in one CSV, oldest first', async () => {
  const { isSuccess, lines } = await sync()
  expect(isSuccess).toBe(true)
  expect(lines).toEqual([
    ...PDFS.map(name => `${name}: new`),
    '8 invoices: 8 PDFs downloaded, 0 unchanged, 0 failed',
    'Due: 291.48 EUR',
    'Due: 225.00 USD',
    'Due: 99999 JPY',
  ])
  const files = filesIn(to)
  expect(Object.keys(files).filter(name => !name.startsWith('.sync/'))).toEqual([...PDFS, 'invoices.csv'])
  expect(files['INV-2026-0006.pdf']).toMatch(/^%PDF-1.7 INV-2026-0006 /)
  const rows = files['invoices.csv']?.split('\r\n') ?? []
  expect(rows.slice(1, -1).map(row => row.split(',')[1])).toEqual(NUMBERS.map(number => `"${number}"`))
  expect(rows[7]).toMatch(/^"110","INV-2026-0010","unpaid","JPY",.*"99999"/)
})

test('a second run downloads nothing and leaves the folder unchanged', async () => {
  await sync()
  const before = filesIn(to)
  const statuses: number[] = []
  const { lines } = await sync({ onResponse: ({ status }) => statuses.push(status) })
  expect(statuses).toEqual([200, ...PDFS.map(() => 304)])
  expect(lines[0]).toBe('8 invoices: 0 PDFs downloaded, 8 unchanged, 0 failed')
  expect(filesIn(to)).toEqual(before)
})

test('a changed invoice is downloaded again, the others are not', async () => {
  await sync()
  await changeInvoice(106)
  const { lines } = await sync()
  expect(lines.slice(0, 2)).toEqual([
    'INV-2026-0006.pdf: changed',
    '8 invoices: 1 PDFs downloaded, 7 unchanged, 0 failed',
  ])
  expect(filesIn(to)['INV-2026-0006.pdf']).toBe('%PDF-1.7 INV-2026-0006 Thank you.')
})

describe('an interrupted run', () => {
  const REQUESTS = 1 + PDFS.length

  /** Serves some requests. All others fail, the first of them optionally in the middle of the body. */
  function interrupted(after: number, how: 'connection refused' | 'half a body'): Partial<ClientOptions> {
    let served = 0
    const fetch = async (request: Request) => {
      served += 1
      if (served <= after) return app.fetch(request)
      if (served > after + 1 || how === 'connection refused') throw new TypeError('fetch failed')
      const { status, headers } = await app.fetch(request)
      const start = (controller: ReadableStreamDefaultController) =>
        controller.enqueue(new TextEncoder().encode('%PDF'))
      const pull = (controller: ReadableStreamDefaultController) => controller.error(new TypeError('terminated'))
      return new Response(new ReadableStream({ start, pull }), { status, headers })
    }
    return { fetch, maxRetries: 0 }
  }

  let complete: Record<string, string> | undefined

  test.each(
    Array.from({ length: REQUESTS }, (_, after) => after).flatMap(after => [
      { after, how: 'connection refused' as const },
      { after, how: 'half a body' as const },
    ]),
  )('after $after requests ($how) is completed by the next run', async ({ after, how }) => {
    complete ??= await uninterrupted()
    await expect(sync(interrupted(after, how))).rejects.toMatchObject({ status: 0, code: 'network' })
    const left = filesIn(to)
    expect(Object.keys(left).filter(name => name.endsWith('.pdf'))).toEqual(PDFS.slice(0, Math.max(0, after - 1)))
    // Every file that exists is complete.
    expect(complete).toMatchObject(left)
    await sync()
    expect(filesIn(to)).toEqual(complete)
  })
})

describe('a folder after a kill', () => {
  /** A folder from an earlier run that differs from the server and is then changed. @returns the files to expect */
  async function prepare(change: () => void): Promise<Record<string, string>> {
    await sync()
    await changeInvoice(106)
    const complete = await uninterrupted()
    change()
    return complete
  }
  const write = (name: string, content: string) => writeFileSync(path.join(to, name), content)

  test.each<[string, () => void]>([
    ['a missing PDF', () => rmSync(path.join(to, 'INV-2026-0006.pdf'))],
    ['a partial PDF in .sync', () => write('.sync/3b0c.part', '%PDF')],
    ['a new PDF with the old ETag', () => write('INV-2026-0006.pdf', '%PDF-1.7 INV-2026-0006 Thank you.')],
    ['a new PDF without an ETag', () => rmSync(path.join(to, '.sync/INV-2026-0006.pdf.etag'))],
    ['an empty ETag', () => write('.sync/INV-2026-0001.pdf.etag', '')],
    ['no ETags', () => rmSync(path.join(to, '.sync'), { recursive: true })],
    ['a truncated PDF', () => write('INV-2026-0001.pdf', '%PDF')],
    ['no CSV', () => rmSync(path.join(to, 'invoices.csv'))],
  ])('with %s is repaired by the next run', async (_what, change) => {
    const complete = await prepare(change)
    await sync()
    expect(filesIn(to)).toEqual(complete)
  })

  test('a PDF that changed back on the server is downloaded again', async () => {
    await sync()
    const before = filesIn(to)
    // The server had this one for a while, and the program was killed before it wrote the ETag.
    write('INV-2026-0006.pdf', '%PDF-1.7 INV-2026-0006 Thank you.')
    await sync()
    expect(filesIn(to)).toEqual(before)
  })
})

test('the rate limit only delays a run', async () => {
  const complete = await uninterrupted()
  app = testApp({ renderer, settings: { rateLimit: 3 } })
  const { pauses, onRetry } = skipPauses(app)
  const { isSuccess } = await sync({ onRetry })
  expect(isSuccess).toBe(true)
  expect(pauses).toEqual([60_000, 60_000])
  expect(filesIn(to)).toEqual(complete)
})

test('a PDF that fails is reported, and the others are downloaded', async () => {
  const broken = {
    render: async ({ number }: { number: string }) => {
      if (number === 'INV-2026-0006') throw new Error('injected')
      return new TextEncoder().encode('%PDF-1.7')
    },
  }
  app = testApp({ renderer: broken, settings: { rateLimit: 1000 } })
  const { isSuccess, lines } = await sync({ maxRetries: 0 })
  expect(isSuccess).toBe(false)
  expect(lines).toContainEqual(expect.stringMatching(/^! INV-2026-0006.pdf: Server Error \(request \S+\)$/))
  expect(lines).toContain('8 invoices: 7 PDFs downloaded, 0 unchanged, 1 failed')
  expect(Object.keys(filesIn(to)).filter(name => /^[^.]/.test(name))).toEqual([
    ...PDFS.filter(name => name !== 'INV-2026-0006.pdf'),
    'invoices.csv',
  ])
})

test('a token that is refused during a run ends it', async () => {
  const fetch = (request: Request) => app.fetch(request.url.endsWith('/106/pdf') ? new Request(request.url) : request)
  await expect(sync({ fetch })).rejects.toThrow('INV-2026-0006.pdf: 401 Unauthenticated.')
})

test('a path that is a file ends the run', async () => {
  const file = path.join(to, 'invoices')
  writeFileSync(file, '')
  await expect(sync({}, file)).rejects.toMatchObject({ code: 'ENOTDIR' })
})
