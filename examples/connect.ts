import { type Client, type ClientOptions, createClient, isApiError } from '@clustrix/client'

/** The program was called wrongly; the message is one line for whoever called it. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** What the environment says; an empty variable counts as unset. */
type Environment = Record<string, string | undefined>

/** Where lines go: the console, or a test. */
export type Output = Pick<Console, 'log' | 'error'>

/** A window of the rate limit lasts a minute. Others may use up the next one too, so it may take several. */
const patience = { maxRetries: 5, maxRetryAfter: 60_000, timeout: 400_000 }

/**
 * Calls `work` with a client. A token that was made for it is revoked after it, for tokens do not expire.
 * Throws UsageError when the environment does not say who is asking.
 */
export async function connected<T>(
  env: Environment,
  work: (api: Client) => Promise<T>,
  options: Partial<ClientOptions> = {},
): Promise<T> {
  const token = env.CLUSTRIX_TOKEN || undefined
  const { CLUSTRIX_EMAIL: email, CLUSTRIX_PASSWORD: password } = env
  const api = open(env.CLUSTRIX_URL || 'http://127.0.0.1:3000', token, options)
  if (token) return work(api)
  if (!email || !password) throw new UsageError('Set CLUSTRIX_TOKEN, or CLUSTRIX_EMAIL and CLUSTRIX_PASSWORD')
  await api.login({ email, password, name: 'Example' })
  try {
    return await work(api)
  } finally {
    await revoke(api).catch((error: Error) => {
      console.error(`The token of this run is still good: ${error.message}`)
    })
  }
}

/** The client never repeats this call; but when the rate limit refused it, which a long run may come to, nothing has been done. */
async function revoke(api: Client): Promise<void> {
  try {
    await api.orThrow.POST('/api/v1/auth/revoke')
  } catch (error) {
    if (!isApiError(error, 'rate_limited')) throw error
    const seconds = Math.min(error.retryAfter ?? 60, 60)
    console.error(`Trying again in ${seconds} s: ${error.message}`)
    await new Promise(resolve => setTimeout(resolve, seconds * 1000))
    await api.orThrow.POST('/api/v1/auth/revoke')
  }
}

function open(baseUrl: string, token: string | undefined, options: Partial<ClientOptions>): Client {
  const onRetry: ClientOptions['onRetry'] = ({ error, delay }) =>
    console.error(`Trying again in ${Math.ceil(delay / 1000)} s: ${error.message}`)
  try {
    return createClient({ baseUrl, token, ...patience, onRetry, ...options })
  } catch (error) {
    throw new UsageError(`CLUSTRIX_URL "${baseUrl}" or CLUSTRIX_TOKEN is no good: ${(error as Error).message}`)
  }
}

/**
 * Runs a program: exit code 0 when all went well, 1 when something did not, 2 when it was called wrongly.
 * @param read gives what the arguments say
 * @param work resolves to whether all went well
 */
export async function program<Given>(
  read: (args: string[]) => Given | Promise<Given>,
  work: (api: Client, given: Given) => Promise<boolean>,
): Promise<void> {
  try {
    const given = await read(process.argv.slice(2))
    const isGood = await connected(process.env, api => work(api, given))
    process.exitCode = isGood ? 0 : 1
  } catch (error) {
    console.error(lineOf(error as Error))
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}

/** An error as a person wants to read it, with what support asks for. */
export const lineOf = (error: Error): string =>
  isApiError(error) && error.requestId ? `${error.message} (request ${error.requestId})` : error.message

/** What `parse` gives; throws its first sentence as a UsageError. */
export function asUsage<T>(usage: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split(/\.\s/)[0]}. Usage: ${usage}`)
  }
}
