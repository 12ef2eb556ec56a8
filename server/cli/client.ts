import type { Command } from 'commander'
import { type ClientInput, problemsOfClient } from '../clients/input.ts'
import {
  addClient,
  type ClientRow,
  listClients,
  lockClient,
  setClientDisabled,
  updateClient,
} from '../clients/store.ts'
import { Refused } from '../domain/refused.ts'
import { wholeNumber } from './arguments.ts'
import { addClientDataCommands } from './client-data.ts'
import type { Define } from './define.ts'
import { clientToChange, existingClient } from './existing.ts'
import { fields, table } from './text.ts'
import { UsageError } from './usage-error.ts'

export function addClientCommands(program: Command, define: Define): void {
  const client = program.command('client').description('the companies and people who are billed')

  define(
    withClientOptions(client.command('add'))
      .description('add a client')
      .addHelpText(
        'after',
        '\nExample: clustrix client add --name "Acme Corp" --line1 "Hauptstr. 5" --postal-code 10115 --city Berlin --country DE --currency EUR',
      ),
    async (session, options: ClientOptions) => {
      const missing = REQUIRED.filter(name => options[name] === undefined)
      if (missing.length > 0) throw new UsageError(`Missing: ${missing.map(name => `--${name}`).join(', ')}`)
      const input = valid(options)
      const added = await session.change(async queries => {
        const row = await addClient(queries, input)
        return { result: row, subject: `client ${row.id}` }
      })
      return { data: added, text: `Added client ${added.id}, ${added.name}.\n` }
    },
  )

  define(
    client
      .command('list')
      .description('list clients, oldest first')
      .option('--after <id>', 'only clients with a higher id', wholeNumber(0), 0)
      .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 50)
      .addHelpText('after', '\nExample: clustrix client list --limit 10'),
    async (session, options: { after: number; limit: number }) => {
      const clients = await session.read(queries => listClients(queries, options))
      return { data: clients, text: table(LIST_COLUMNS, clients) }
    },
  )

  define(
    client
      .command('show')
      .description('show one client')
      .argument('<id>', 'id of the client', wholeNumber(1))
      .addHelpText('after', '\nExample: clustrix client show 4'),
    async (session, id: number) => {
      const row = await session.read(queries => existingClient(queries, id))
      return { data: row, text: fields({ ...row }) }
    },
  )

  define(
    withClientOptions(client.command('update'))
      .description('change a client; issued invoices keep what they show')
      .argument('<id>', 'id of the client', wholeNumber(1))
      .addHelpText('after', '\nExample: clustrix client update 4 --email billing@acme.example'),
    async (session, id: number, options: ClientOptions) => {
      const updated = await session.change(async queries => {
        await lockClient(queries, id)
        await updateClient(queries, id, valid({ ...(await clientToChange(queries, id)), ...options }))
        return {
          result: await existingClient(queries, id),
          subject: `client ${id}`,
          details: { fields: Object.keys(options) },
        }
      })
      return { data: updated, text: `Updated client ${id}.\n` }
    },
  )

  define(
    client
      .command('disable')
      .description('stop the logins of all users of a client; their tokens are refused until it is enabled')
      .argument('<id>', 'id of the client', wholeNumber(1))
      .addHelpText('after', '\nExample: clustrix client disable 4'),
    async (session, id: number) => {
      const disabled = await session.change(async (queries, now) => {
        await lockClient(queries, id)
        const row = await clientToChange(queries, id)
        if (row.disabled_at !== null) throw new Refused(`Client ${id} is already disabled`)
        await setClientDisabled(queries, id, now)
        return { result: { ...row, disabled_at: now }, subject: `client ${id}` }
      })
      return { data: disabled, text: `Disabled client ${id}.\n` }
    },
  )

  define(
    client
      .command('enable')
      .description('allow the logins and tokens of a disabled client again')
      .argument('<id>', 'id of the client', wholeNumber(1))
      .addHelpText('after', '\nExample: clustrix client enable 4'),
    async (session, id: number) => {
      const enabled = await session.change(async queries => {
        await lockClient(queries, id)
        const row = await clientToChange(queries, id)
        if (row.disabled_at === null) throw new Refused(`Client ${id} is not disabled`)
        await setClientDisabled(queries, id, null)
        return { result: { ...row, disabled_at: null }, subject: `client ${id}` }
      })
      return { data: enabled, text: `Enabled client ${id}.\n` }
    },
  )
  addClientDataCommands(client, define)
}

type ClientOptions = Record<string, string>

const REQUIRED = ['name', 'line1', 'city', 'country', 'currency']

const withClientOptions = (command: Command): Command =>
  command
    .option('--name <name>', 'name on invoices')
    .option('--email <address>', 'email address on invoices')
    .option('--tax-id <id>', 'tax id on invoices, such as a VAT number')
    .option('--line1 <text>', 'street and number')
    .option('--line2 <text>', 'apartment, suite or floor')
    .option('--city <name>', 'city')
    .option('--region <name>', 'state or province')
    .option('--postal-code <code>', 'postal code')
    .option('--country <code>', 'two letters (ISO 3166-1), such as DE')
    .option('--currency <code>', 'three letters (ISO 4217), such as EUR')
    .option('--external-ref <key>', 'key of the client in another system')

const LIST_COLUMNS = {
  id: (row: ClientRow) => row.id,
  name: (row: ClientRow) => row.name,
  email: (row: ClientRow) => row.email,
  city: (row: ClientRow) => row.city,
  country: (row: ClientRow) => row.country,
  currency: (row: ClientRow) => row.currency,
  disabled: (row: ClientRow) => row.disabled_at,
}

/** Takes a row with some columns replaced by options, and throws Refused unless it is a valid client. */
function valid(given: Record<string, unknown>): ClientInput {
  const text = (name: string) => (given[name] ?? null) as string | null
  const required = (name: string) => text(name) ?? ''
  const input: ClientInput = {
    name: required('name'),
    email: text('email'),
    tax_id: given.taxId === undefined ? text('tax_id') : text('taxId'),
    address: {
      line1: required('line1'),
      line2: text('line2'),
      city: required('city'),
      region: text('region'),
      postal_code: given.postalCode === undefined ? text('postal_code') : text('postalCode'),
      country: required('country'),
    },
    currency: required('currency'),
    external_ref: given.externalRef === undefined ? text('external_ref') : text('externalRef'),
  }
  const problems = problemsOfClient(input, 'client')
  if (problems.length > 0) throw new Refused('The client is not valid; nothing was changed', problems)
  return input
}
