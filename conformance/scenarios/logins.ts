import { dataOf, expectStatus, isObject } from './expect-response.ts'
import type { Me } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { isNow } from './times.ts'

const LETTERS = /[a-z]/gi

export const loginScenarios: readonly Scenario[] = [
  {
    name: 'getMe returns the user who logged in and the token of the request',
    operations: ['createToken', 'getMe', 'revokeToken'],
    async run(api: ScenarioApi) {
      await withLogin(api, { name: '  Ligne 2 🦭 ' }, async ({ token, token_name, user }) => {
        const me = await dataOf<Me>(api, 'getMe', { token })
        api.equal(me.email.toLowerCase(), api.account.email.toLowerCase(), 'the email')
        const { id, email, client_id, client_name, current_token } = me
        api.equal(user, { id, email, client_id, client_name }, 'the user in the response of createToken')
        api.equal([token_name, current_token.name], ['Ligne 2 🦭', 'Ligne 2 🦭'], "the token's name")
        api.equal(String(current_token.id), token.split('|')[0], "the token's id")
        isNow(api, current_token.created_at, "the token's created_at")
        const other = await dataOf<Me>(api, 'getMe')
        api.equal([other.id, other.name], [id, me.name], 'the user with another token')
        api.check(other.current_token.id !== current_token.id, 'another token should have another id')
      })
    },
  },
  {
    name: 'emails are case-insensitive in ASCII',
    operations: ['createToken', 'revokeToken', 'getMe'],
    async run(api: ScenarioApi) {
      const me = await dataOf<Me>(api, 'getMe')
      const emails = [
        api.account.email.replace(LETTERS, swapCase),
        ` ${api.account.email.replace(LETTERS, c => c.toUpperCase())} `,
      ]
      for (const email of emails)
        await withLogin(api, { email }, async ({ user }) => {
          api.equal([user.id, user.email], [me.id, me.email], `the user with ${email}`)
        })
    },
  },
  {
    name: 'a login by form equals a login by JSON, whatever the Authorization header',
    operations: ['createToken', 'revokeToken'],
    async run(api: ScenarioApi) {
      const body = { ...api.account }
      const { json } = await expectStatus(api, 'createToken', { body, form: true, token: '1|not-a-token' }, 200)
      const { token, token_name } = json as Login
      await expectStatus(api, 'revokeToken', { token }, 200)
      api.equal(token_name, 'API token', 'the default name of a token')
    },
  },
  {
    name: 'emails and passwords are compared in Unicode normalization form C',
    operations: ['createToken', 'revokeToken'],
    needs: ['second account'],
    async run(api: ScenarioApi) {
      for (const own of [api, api.as(1)])
        for (const form of ['NFC', 'NFD'] as const) {
          const { email, password } = own.account
          const spelled = { email: email.normalize(form), password: password.normalize(form) }
          await withLogin(own, spelled, async ({ user }) => {
            own.equal(user.email.normalize(), email.normalize(), `the email after a login in ${form}`)
          })
        }
    },
  },
  {
    name: 'a password is not trimmed',
    operations: ['createToken'],
    async run(api: ScenarioApi) {
      const { email, password } = api.account
      for (const [wrong, form] of [
        [` ${password}`, false],
        [`${password} `, true],
      ] as const)
        await expectStatus(api, 'createToken', { body: { email, password: wrong }, form }, 422)
    },
  },
  {
    name: 'a wrong password and an unknown email get the same response',
    operations: ['createToken'],
    async run(api: ScenarioApi) {
      const { email, password } = api.account
      const wrong = { email, password: `${password}.` }
      const otherCase = { email, password: password.replace(LETTERS, swapCase) }
      const unknown = { email: `nobody.${api.now()}@conformance.example`, password }
      const { text, json, headers } = await expectStatus(api, 'createToken', { body: wrong }, 422)
      const { code, errors } = isObject(json) ? json : {}
      api.equal(code, 'validation_failed', 'the code')
      api.equal(errors, { email: ['The provided credentials are incorrect.'] }, 'the errors')
      for (const body of otherCase.password === password ? [unknown] : [otherCase, unknown]) {
        const refusal = await expectStatus(api, 'createToken', { body }, 422)
        api.equal(refusal.text, text, 'the response to another failed login')
        api.equal([...refusal.headers.keys()].sort(), [...headers.keys()].sort(), 'its headers')
      }
    },
  },
]

interface Login {
  token: string
  token_name: string
  user: { id: number; email: string }
}

/** Logs in besides the account's own token, and always revokes the new token. */
async function withLogin(
  api: ScenarioApi,
  fields: Record<string, string>,
  use: (login: Login) => Promise<void>,
): Promise<void> {
  const { json } = await expectStatus(api, 'createToken', { body: { ...api.account, ...fields } }, 200)
  const login = json as Login
  try {
    await use(login)
  } finally {
    await api.call('revokeToken', { token: login.token })
  }
}

const swapCase = (letter: string) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase())
