import type { Command } from 'commander'
import { revokeTokensOfUser } from '../auth/store.ts'
import { holdClient } from '../clients/store.ts'
import type { Queries } from '../database/database.ts'
import { Refused } from '../domain/refused.ts'
import { checkUser } from '../users/input.ts'
import {
  addUser,
  findUserByEmail,
  listUsers,
  listUsersOfClient,
  setPassword,
  setUserDisabled,
  type UserRow,
} from '../users/store.ts'
import { userArgument, wholeNumber } from './arguments.ts'
import type { Define } from './define.ts'
import { clientToChange, existingUser, userToChange } from './existing.ts'
import { readNewPassword } from './password.ts'
import { fields, table } from './text.ts'

const PASSWORD_STDIN = ['--password-stdin', 'read the password from standard input instead of a prompt'] as const

export function addUserCommands(program: Command, define: Define): void {
  const user = program.command('user').description('the people who log in for a client')

  define(
    user
      .command('add')
      .description('add a user to a client; asks for the password')
      .requiredOption('--client <id>', 'id of the client', wholeNumber(1))
      .requiredOption('--email <address>', 'email address for the login')
      .requiredOption('--name <name>', 'name, shown on tickets')
      .option(...PASSWORD_STDIN)
      .addHelpText('after', '\nExample: clustrix user add --client 1 --email you@company.com --name "Jo Doe"'),
    async (session, options: { client: number; email: string; name: string; passwordStdin?: true }) => {
      const input = checkUser({ ...options, client_id: options.client }, 'user')
      if (Array.isArray(input)) throw new Refused('The user is not valid; nothing was changed', input)
      await session.read(queries => assertCanAdd(queries, input))
      const password = await readNewPassword(session.terminal, options.passwordStdin)
      const password_hash = await session.hashPassword(password)
      const added = await session.change(async (queries, now) => {
        await holdClient(queries, input.client_id)
        await assertCanAdd(queries, input)
        const row = await addUser(queries, { ...input, password_hash, external_ref: null, now })
        return { result: row, subject: `user ${row.id}`, details: { client: row.client_id } }
      })
      return { data: added, text: `Added user ${added.id} of client ${added.client_id}.\n` }
    },
  )

  define(
    user
      .command('list')
      .description('list users, oldest first')
      .option('--client <id>', 'only users of this client', wholeNumber(1))
      .option('--after <id>', 'only users with a higher id', wholeNumber(0), 0)
      .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 50)
      .addHelpText('after', '\nExample: clustrix user list --client 4'),
    async (session, { client, ...page }: { client?: number; after: number; limit: number }) => {
      const users = await session.read(queries =>
        client === undefined ? listUsers(queries, page) : listUsersOfClient(queries, client, page),
      )
      return { data: users, text: table(LIST_COLUMNS, users) }
    },
  )

  define(
    user
      .command('show')
      .description('show one user')
      .argument(...USER_ARGUMENT, userArgument)
      .addHelpText('after', '\nExample: clustrix user show you@company.com'),
    async (session, id: number | string) => {
      const row = await session.read(queries => existingUser(queries, id))
      return { data: row, text: fields({ ...row }) }
    },
  )

  define(
    user
      .command('password')
      .description('set the password of a user; asks for it')
      .argument(...USER_ARGUMENT, userArgument)
      .option('--end-tokens', 'also revoke all tokens of the user')
      .option(...PASSWORD_STDIN)
      .addHelpText('after', '\nExample: clustrix user password you@company.com --end-tokens'),
    async (session, id: number | string, options: { endTokens?: true; passwordStdin?: true }) => {
      await session.read(queries => userToChange(queries, id))
      const hash = await session.hashPassword(await readNewPassword(session.terminal, options.passwordStdin))
      const changed = await session.change(async queries => {
        const row = await userToChange(queries, id)
        await setPassword(queries, row.id, hash)
        const revoked = options.endTokens ? await revokeTokensOfUser(queries, row.id) : 0
        return { result: { ...row, revoked }, subject: `user ${row.id}`, details: { revoked } }
      })
      return { data: changed, text: `Changed the password of user ${changed.id}.${revokedText(changed.revoked)}\n` }
    },
  )

  define(
    user
      .command('disable')
      .description('stop the logins of a user and revoke all tokens')
      .argument(...USER_ARGUMENT, userArgument)
      .addHelpText('after', '\nExample: clustrix user disable you@company.com'),
    async (session, id: number | string) => {
      const disabled = await session.change(async (queries, now) => {
        const row = await existingUser(queries, id)
        if (row.disabled_at !== null) throw new Refused(`User ${row.id} is already disabled`)
        await setUserDisabled(queries, row.id, now)
        const revoked = await revokeTokensOfUser(queries, row.id)
        return { result: { ...row, disabled_at: now, revoked }, subject: `user ${row.id}`, details: { revoked } }
      })
      return { data: disabled, text: `Disabled user ${disabled.id}.${revokedText(disabled.revoked)}\n` }
    },
  )

  define(
    user
      .command('enable')
      .description('allow the logins of a disabled user again')
      .argument(...USER_ARGUMENT, userArgument)
      .addHelpText('after', '\nExample: clustrix user enable you@company.com'),
    async (session, id: number | string) => {
      const enabled = await session.change(async queries => {
        const row = await userToChange(queries, id)
        if (row.disabled_at === null) throw new Refused(`User ${row.id} is not disabled`)
        await setUserDisabled(queries, row.id, null)
        return { result: { ...row, disabled_at: null }, subject: `user ${row.id}` }
      })
      return { data: enabled, text: `Enabled user ${enabled.id}.\n` }
    },
  )
}

const USER_ARGUMENT = ['<user>', 'id or email address of the user'] as const

const revokedText = (revoked: number) => (revoked === 0 ? '' : ` Revoked ${revoked} token${revoked === 1 ? '' : 's'}.`)

const LIST_COLUMNS = {
  id: (row: UserRow) => row.id,
  client: (row: UserRow) => row.client_id,
  email: (row: UserRow) => row.email,
  name: (row: UserRow) => row.name,
  disabled: (row: UserRow) => row.disabled_at,
}

async function assertCanAdd(queries: Queries, { client_id, email }: { client_id: number; email: string }) {
  await clientToChange(queries, client_id)
  const other = await findUserByEmail(queries, email)
  if (other) throw new Refused(`User ${other.id} already has this email address`)
}
