import { BILLING_COMMANDS } from './billing-commands.ts'

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
  ['audit', 'list'],
]
