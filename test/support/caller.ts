import { ACME, type Call, type TestApp, testApp } from './app.ts'

export type Caller = TestApp & {
  token: string
  /** A request with the caller's token. */
  send(path: string, call?: Call): Promise<Response>
}

/** A demo user who has logged in to an app of its own. */
export async function caller(options: Parameters<typeof testApp>[0] = {}, email = ACME): Promise<Caller> {
  const app = testApp(options)
  const token = await app.login(email)
  return { ...app, token, send: (path, call) => app.call(path, { token, ...call }) }
}
