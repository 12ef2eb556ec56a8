import { type Client, type ClientOptions, createClient, isApiError } from '@clustrix/client'

/** Wrong arguments or environment. The message is one line for the user. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Environment variables. An empty one counts as not set. */
type Environment = Record<string, string | undefined>

/** Where output goes: the console, or a test. */
export type Output = Pick<Console, 'log' | 'error'>

/** A rate limit window lasts a minute. Other programs of the same user may use up the next windows too, so this allows for several. */
const limits = { maxRetries: 5, maxRetryAfter: 60_000, timeout: 400_000 }

/**
 * Calls `work` with a client that is logged in. A token created for this run is revoked at the end, because tokens do not expire.
 * Throws UsageError if the environment has no credentials.
 */
export async function withClient<T>(
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
      console.error(`The token of this run could not be revoked: ${error.message}`)
    })
  }
}

/** The client never retries this call. But after a 429, which a long run may get, retrying is safe: nothing has been done. */
async function revoke(api: Client): Promise<void> {
  try {
    await api.orThrow.POST('/api/v1/auth/revoke')
  } catch (error) {
    if (!isApiError(error, 'rate_limited')) throw error
    const seconds = Math.min(error.retryAfter ?? 60, 60)
    console.error(`Retrying in ${seconds} s: ${error.message}`)
    await new Promise(resolve => setTimeout(resolve, seconds * 1000))
    await api.orThrow.POST('/api/v1/auth/revoke')
  }
}

function open(baseUrl: string, token: string | undefined, options: Partial<ClientOptions>): Client {
  const onRetry: ClientOptions['onRetry'] = ({ error, delay }) =>
    console.error(`Retrying in ${Math.ceil(delay / 1000)} s: ${error.message}`)
  try {
    return createClient({ baseUrl, token, ...limits, onRetry, ...options })
  } catch (error) {
    throw new UsageError(`CLUSTRIX_URL "${baseUrl}" or CLUSTRIX_TOKEN is invalid: ${(error as Error).message}`)
  }
}

/**
 * Runs a program and sets its exit code: 0 if everything succeeded, 1 if something failed, 2 for wrong usage.
 * @param readInput reads the arguments or stdin
 * @param work resolves to whether everything succeeded
 */
export async function runProgram<Input>(
  readInput: (args: string[]) => Input | Promise<Input>,
  work: (api: Client, input: Input) => Promise<boolean>,
): Promise<void> {
  try {
    const input = await readInput(process.argv.slice(2))
    const succeeded = await withClient(process.env, api => work(api, input))
    process.exitCode = succeeded ? 0 : 1
  } catch (error) {
    console.error(describeError(error as Error))
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}

/** The message of an error, with the request ID that support asks for. */
export const describeError = (error: Error): string =>
  isApiError(error) && error.requestId ? `${error.message} (request ${error.requestId})` : error.message

/** The result of `parse`. If it throws, throws the first sentence of its message as a UsageError. */
export function parseOrUsage<T>(usage: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split(/\.\s/)[0]}. Usage: ${usage}`)
  }
}
