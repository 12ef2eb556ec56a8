import { answered } from './answers.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'

const MINE = 'a-request-id-of-the-caller'

/** What holds for every request. */
export const requestScenarios: readonly Scenario[] = [
  {
    name: "X-Request-Id is the server's own and never the same",
    operations: ['getMe', 'listInvoices', 'createToken'],
    async run(api: ScenarioApi) {
      const headers = { 'X-Request-Id': MINE }
      const answers = [
        await answered(api, 'getMe', { headers }, 200),
        await answered(api, 'getMe', { headers }, 200),
        await answered(api, 'getMe', { headers, token: '' }, 401),
        await answered(api, 'listInvoices', { headers, query: { status: 'x' } }, 422),
        await answered(api, 'createToken', { headers, body: {} }, 422),
        await api.get('/api/v1/no-such-path', { headers }),
      ]
      const ids = answers.map(answer => answer.headers.get('x-request-id'))
      api.check(!ids.includes(MINE), "the caller's X-Request-Id should not come back")
      api.equal(new Set(ids).size, answers.length, `how many different X-Request-Ids there are in ${ids}`)
    },
  },
  {
    name: 'a web page from anywhere may not read answers',
    operations: ['getMe'],
    async run(api: ScenarioApi) {
      const { headers } = await answered(api, 'getMe', { headers: { Origin: 'https://elsewhere.example' } }, 200)
      const allowed = headers.get('access-control-allow-origin')
      api.check(
        allowed === undefined,
        `an unknown origin should not be allowed, but Access-Control-Allow-Origin is ${allowed}`,
      )
    },
  },
]
