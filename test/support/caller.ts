import { ACME, type Call, type TestApp, testApp } from './app.ts'

export type Caller = TestApp & {
  token: string
  /** Sends a request with the caller's token. */
  send(path: string, call?: Call): Promise<Response>
}

/** A new app with a logged-in demo user. */
export async function caller(options: Parameters<typeof testApp>[0] = {}, email = ACME): Promise<Caller> {
  const app = testApp(options)
  const token = await app.login(email)
  return { ...app, token, send: (path, call) => app.call(path, { token, ...call }) }
}
