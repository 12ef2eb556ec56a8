/** How a peer is started: the same variables as the server's own. */
const {
  PORT,
  DATABASE = '',
  RATE_LIMIT,
  LOGIN_RATE_LIMIT,
  LOGIN_ADDRESS_RATE_LIMIT,
  PUBLIC_URL = '',
  LOG_LEVEL,
} = process.env

export const port = Number(PORT)
export const databaseFile = DATABASE
/** Requests per minute for each user, and failed tokens per minute for each address. */
export const rateLimit = Number(RATE_LIMIT)
/** Password checks per minute for one email from one address, and for all emails. */
export const loginRateLimit = Number(LOGIN_RATE_LIMIT)
export const loginAddressRateLimit = Number(LOGIN_ADDRESS_RATE_LIMIT)
export const publicUrl = PUBLIC_URL
export const logsRequests = LOG_LEVEL === 'info'
