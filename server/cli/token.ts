import type { Command } from 'commander'
import { type ListedToken, listTokens, listTokensOfClient, listTokensOfUser } from '../auth/list.ts'
import { revokeToken, revokeTokensOfClient, revokeTokensOfUser } from '../auth/store.ts'
import type { Queries } from '../database/database.ts'
import { Refused } from '../domain/refused.ts'
import { userArgument, wholeNumber } from './arguments.ts'
import type { Define } from './define.ts'
import { existingClient, existingUser } from './existing.ts'
import { table } from './text.ts'
import { UsageError } from './usage-error.ts'

export function addTokenCommands(program: Command, define: Define): void {
  const token = program.command('token').description('the API tokens that users have created')

  define(
    withOwner(token.command('list'))
      .description('list tokens, oldest first')
      .option('--after <id>', 'only tokens with a higher id', wholeNumber(0), 0)
      .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 50)
      .addHelpText('after', '\nExample: clustrix token list --user you@company.com'),
    async (session, { user, client, ...page }: Owner & { after: number; limit: number }) => {
      assertAtMostOne([user, client])
      const tokens = await session.read(async queries => {
        if (user !== undefined) return listTokensOfUser(queries, (await existingUser(queries, user)).id, page)
        if (client !== undefined) return listTokensOfClient(queries, (await existingClient(queries, client)).id, page)
        return listTokens(queries, page)
      })
      return { data: tokens, text: table(LIST_COLUMNS, tokens) }
    },
  )

  define(
    withOwner(token.command('revoke'))
      .description('revoke one token, or all of a user or client')
      .argument('[id]', 'id of the token: the number before the bar', wholeNumber(1))
      .addHelpText('after', '\nExample: clustrix token revoke --user you@company.com'),
    async (session, id: number | undefined, { user, client }: Owner) => {
      assertAtMostOne([id, user, client])
      const revoked = await session.change(async queries => {
        const { count, subject } = await revoke(queries, id, { user, client })
        return { result: count, subject, details: { revoked: count } }
      })
      return { data: { revoked }, text: `Revoked ${revoked} token${revoked === 1 ? '' : 's'}.\n` }
    },
  )
}

interface Owner {
  user?: number | string | undefined
  client?: number | undefined
}

const withOwner = (command: Command): Command =>
  command
    .option('--user <user>', 'all of a user, by id or email address', userArgument)
    .option('--client <id>', 'all of the users of a client', wholeNumber(1))

const LIST_COLUMNS = {
  id: (row: ListedToken) => row.id,
  user: (row: ListedToken) => row.user_id,
  email: (row: ListedToken) => row.email,
  name: (row: ListedToken) => row.name,
  created: (row: ListedToken) => row.created_at,
  'last used': (row: ListedToken) => row.last_used_at,
}

function assertAtMostOne(given: readonly unknown[]): void {
  if (given.filter(value => value !== undefined).length > 1) {
    throw new UsageError('Give only one of them: a token, --user or --client')
  }
}

async function revoke(
  queries: Queries,
  id: number | undefined,
  { user, client }: Owner,
): Promise<{ count: number; subject: string }> {
  if (id !== undefined) {
    const count = await revokeToken(queries, id)
    if (count === 0) throw new Refused(`There is no token ${id}; "clustrix token list" shows all`)
    return { count, subject: `token ${id}` }
  }
  if (user !== undefined) {
    const row = await existingUser(queries, user)
    return { count: await revokeTokensOfUser(queries, row.id), subject: `user ${row.id}` }
  }
  if (client === undefined) throw new UsageError('Say which tokens: give the id of one, --user or --client')
  await existingClient(queries, client)
  return { count: await revokeTokensOfClient(queries, client), subject: `client ${client}` }
}
