import type { Fetch } from '../../server/app.ts'
import type { Log } from '../../server/log.ts'
import type { ReadContract } from '../contract.ts'
import { createMockOn, type Mock } from '../mock.ts'
import { mockUsers } from '../world/seed.ts'
import { mockSettings } from '../world/world.ts'
import { nodeEngine, seedOnNode } from './engine.ts'

export interface StatefulOptions {
  /** Unix milliseconds at which the clock starts. */
  now: number
  anyPassword: boolean
  /** Requests per minute and user. */
  rateLimit: number
}

/** The mock on the server's code with the demo data, for `npm run mock`. */
export async function createStatefulMock(
  contract: ReadContract,
  { now, anyPassword, rateLimit }: StatefulOptions,
  log: Log,
): Promise<Mock & { fetch: Fetch }> {
  const mock = createMockOn(
    nodeEngine,
    {
      seed: await seedOnNode(),
      now,
      anyPassword,
      settings: mockSettings(rateLimit),
      yaml: contract.yaml,
      json: contract.json,
    },
    contract,
    log,
  )
  // The first request need not wait for the world that most programs use.
  await mock.world()
  return mock
}

/** What a person needs to send a first request. */
export function startText(origin: string, anyPassword: boolean, password: string): string {
  const [user] = mockUsers
  const users = mockUsers.map(({ email, token }) => `  ${email.padEnd(26)} ${token}\n`).join('')
  return `
Mock of the API with its demo data on ${origin}. Nothing is kept when it stops. Requests: ${origin}/__mock/

Log in with ${anyPassword ? 'any password' : `the password "${password}"`}, or use these tokens, which stay valid:

${users}
curl ${origin}/api/v1/invoices -H "Authorization: Bearer ${user?.token}"
curl -X POST ${origin}/api/v1/tickets -H "Authorization: Bearer ${user?.token}" -d "subject=Hello" -d "body=First ticket"
curl -X POST ${origin}/__mock/clock -d '{"advance":"60d"}'

`
}
