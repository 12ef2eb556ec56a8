import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'

test('invoice pdf writes a private file, and never over another', async () => {
  const run = operator(testApp().database)
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'clustrix-')), 'invoice.pdf')
  const args = ['invoice', 'pdf', 'INV-2026-0006', '--out', file]
  expect((await run(args)).exitCode).toBe(0)
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect((await run(args)).exitCode).toBe(1)
})
