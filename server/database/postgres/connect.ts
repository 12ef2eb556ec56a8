import { messageOf } from './errors.ts'
import { Session, type SessionOptions } from './session.ts'
import type { Target } from './url.ts'

const NO_TLS = 'The server does not support SSL connections'

/**
 * Returns a function that connects to the first suitable host. It starts with the host of the last connection, so that a promoted
 * standby has to be found only once.
 */
export function createConnector(target: Target, options: SessionOptions = {}): () => Promise<Session> {
  let first = 0
  return async () => {
    const failures: string[] = []
    for (let n = 0; n < target.hosts.length; n++) {
      const index = (first + n) % target.hosts.length
      try {
        const session = await connectTo(target, index, options)
        first = index
        return session
      } catch (error) {
        if (target.hosts.length === 1) throw error
        const { host = '', port = 0 } = target.hosts[index] ?? {}
        failures.push(`${host}:${port}: ${messageOf(error)}`)
      }
    }
    throw new Error(failures.join('; '))
  }
}

async function connectTo(target: Target, index: number, options: SessionOptions): Promise<Session> {
  const session = await connectWithTls(target, index, options)
  if (!target.mustBeWritable || session.isWritable) return session
  session.destroy()
  throw new Error('the server is read-only, as a standby is')
}

async function connectWithTls(
  { hosts, tls, tlsIsOptional, ...target }: Target,
  index: number,
  options: SessionOptions,
): Promise<Session> {
  const { user, password, database } = target
  const config = {
    ...hosts[index],
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(database !== undefined && { database }),
    application_name: target.applicationName,
    connectionTimeoutMillis: target.connectTimeout,
  }
  try {
    return await Session.connect({ ...config, ssl: tls ?? false }, options)
  } catch (error) {
    if (!tlsIsOptional || !messageOf(error).includes(NO_TLS)) throw error
    return Session.connect({ ...config, ssl: false }, options)
  }
}
