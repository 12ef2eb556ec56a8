import { dataOf, expectStatus } from './expect-response.ts'
import { lists } from './lists.ts'
import type { Me } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { later, toIsoSeconds } from './times.ts'

const ME = '/api/v1/me'

export const tokenScenarios: readonly Scenario[] = [
  {
    name: "a token works until it is revoked, and the user's other tokens keep working",
    operations: ['revokeToken', 'getMe', ...Object.values(lists).map(({ operation }) => operation)],
    async run(api: ScenarioApi) {
      const token = await api.freshToken()
      const other = await api.freshToken()
      await expectStatus(api, 'getMe', { token }, 200)
      await expectStatus(api, 'revokeToken', { token }, 200)
      for (const operation of ['getMe', 'revokeToken', ...Object.values(lists).map(list => list.operation)])
        await expectStatus(api, operation, { token }, 401)
      await expectStatus(api, 'getMe', { token: other }, 200)
      await expectStatus(api, 'getMe', {}, 200)
    },
  },
  {
    name: 'Bearer is case-insensitive and required',
    operations: ['getMe'],
    async run(api: ScenarioApi) {
      const token = await api.freshToken()
      for (const scheme of ['bearer', 'BEARER', 'bEaReR'])
        await expectStatus(api, 'getMe', { token: '', headers: { Authorization: `${scheme} ${token}` } }, 200)
      const wrong = [`Basic ${token}`, `Token ${token}`, `Bearerr ${token}`, token, `Bearer ${token} ${token}`]
      for (const Authorization of wrong)
        await expectStatus(api, 'getMe', { token: '', headers: { Authorization } }, 401)
    },
  },
  {
    name: 'a token in the query is not accepted',
    operations: ['getMe'],
    async run(api: ScenarioApi) {
      const token = await api.freshToken()
      await expectStatus(api, 'getMe', { token }, 200)
      for (const name of ['access_token', 'api_token', 'token']) {
        const { status } = await api.get(`${ME}?${name}=${encodeURIComponent(token)}`, { token: '' })
        api.equal(status, 401, `the status for a valid token as ?${name}=`)
      }
    },
  },
  {
    name: 'id and secret of a token only work together',
    operations: ['getMe'],
    async run(api: ScenarioApi) {
      const [one = '', two = ''] = [await api.freshToken(), await api.freshToken()]
      api.check(one !== two, 'two logins should return different tokens')
      const [[id1, secret1 = ''], [id2, secret2 = '']] = [one.split('|'), two.split('|')]
      const last = secret1.endsWith('0') ? '1' : '0'
      const wrong = [`${id1}|${secret2}`, `${id2}|${secret1}`, secret1, one.slice(0, -1), `${one.slice(0, -1)}${last}`]
      for (const token of wrong) await expectStatus(api, 'getMe', { token }, 401)
    },
  },
  {
    name: 'last_used_at follows the use of a token, to the minute',
    operations: ['getMe'],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const used = later(toIsoSeconds(api.now()), 2 * 60 * 60 * 1000)
      await api.clock(used)
      const { created_at } = (await dataOf<Me>(api, 'getMe')).current_token
      // Updated at most once a minute.
      const steps = { [later(used, 30_000)]: used, [later(used, 61_000)]: later(used, 61_000) }
      for (const [time, expected] of Object.entries(steps)) {
        await api.clock(time)
        const { current_token } = await dataOf<Me>(api, 'getMe')
        api.equal(
          [current_token.last_used_at, current_token.created_at],
          [expected, created_at],
          `its times at ${time}`,
        )
      }
    },
  },
  {
    name: 'tokens and passwords are not stored in plain text',
    operations: ['getMe'],
    needs: ['stored'],
    async run(api: ScenarioApi) {
      const token = await api.freshToken()
      const { email } = await dataOf<Me>(api, 'getMe', { token })
      const stored = await api.stored()
      // Otherwise the check below would prove nothing.
      api.check(stored.includes(email), `the stored data should contain ${email}`)
      const [, secret = ''] = token.split('|')
      api.check(!stored.includes(secret), 'the secret of a token should not be stored')
      api.check(!stored.includes(api.account.password), 'the password should not be stored')
    },
  },
]
