import type { Queries } from '../database/database.ts'

/** A token as an operator sees it. */
export interface ListedToken {
  id: number
  user_id: number
  email: string
  name: string
  created_at: string
  last_used_at: string | null
  expires_at: string | null
}

export interface TokenPage {
  /** Only tokens with a higher id. */
  after: number
  limit: number
}

const COLUMNS = 't.id, t.user_id, u.email, t.name, t.created_at, t.last_used_at, t.expires_at'

const PAGE = `
  SELECT ${COLUMNS} FROM tokens t JOIN users u ON u.id = t.user_id WHERE t.id > :after ORDER BY t.id LIMIT :limit`

/** The oldest tokens first. */
export const listTokens = (queries: Queries, { after, limit }: TokenPage) =>
  queries.all<ListedToken>(PAGE, { after, limit })

const PAGE_OF_USER = `
  SELECT ${COLUMNS} FROM tokens t JOIN users u ON u.id = t.user_id
  WHERE t.user_id = :user_id AND t.id > :after ORDER BY t.id LIMIT :limit`

export const listTokensOfUser = (queries: Queries, userId: number, { after, limit }: TokenPage) =>
  queries.all<ListedToken>(PAGE_OF_USER, { user_id: userId, after, limit })

const PAGE_OF_CLIENT = `
  SELECT ${COLUMNS} FROM users u JOIN tokens t ON t.user_id = u.id
  WHERE u.client_id = :client_id AND t.id > :after ORDER BY +t.id LIMIT :limit`

export const listTokensOfClient = (queries: Queries, clientId: number, { after, limit }: TokenPage) =>
  queries.all<ListedToken>(PAGE_OF_CLIENT, { client_id: clientId, after, limit })
