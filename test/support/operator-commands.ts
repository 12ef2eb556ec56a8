import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BILLING_COMMANDS } from './billing-commands.ts'

const EXPORT_FOLDER = mkdtempSync(path.join(tmpdir(), 'clustrix-test-'))
process.on('exit', () => rmSync(EXPORT_FOLDER, { recursive: true, force: true }))

/** Commands that together run all SQL of the operator's command, in this order on the demo data. Each must succeed. */
export const OPERATOR_COMMANDS: readonly (readonly string[])[] = [
  ['client', 'add', '--name', 'New', '--line1', '1', '--city', 'Leeds', '--country', 'GB', '--currency', 'GBP'],
  ['client', 'update', '4', '--city', 'Potsdam', '--external-ref', 'REF'],
  ['client', 'list'],
  ['client', 'show', '4'],
  ['client', 'disable', '4'],
  ['client', 'enable', '4'],
  ['user', 'add', '--client', '4', '--email', 'new@acme.example', '--name', 'New', '--password-stdin'],
  ['user', 'password', '7', '--end-tokens', '--password-stdin'],
  ['user', 'disable', 'new@acme.example'],
  ['user', 'enable', 'new@acme.example'],
  ['user', 'list'],
  ['user', 'list', '--client', '4'],
  ['token', 'list'],
  ['token', 'list', '--user', '7'],
  ['token', 'list', '--client', '4'],
  ['token', 'revoke', '--client', '4'],
  ...BILLING_COMMANDS,
  ['ticket', 'list'],
  ['ticket', 'list', '--status', 'open'],
  ['ticket', 'list', '--status', 'closed'],
  ['ticket', 'list', '--client', '4'],
  ['ticket', 'reply', '203', '--body', 'We are on it'],
  ['ticket', 'note', '203', '--body', 'A bad disk'],
  ['ticket', 'show', '203'],
  ['ticket', 'resolve', '203'],
  ['seller', 'set', 'test/support/seller.yaml'],
  ['seller', 'show'],
  ['import', 'test/server/import/rows.json'],
  ['import', 'test/server/import/rows.json'],
  ['import', 'test/server/import/payment.json'],
  ['export', EXPORT_FOLDER],
  ['client', 'erase', '5', '--yes'],
  ['audit', 'list'],
]
