import { createPasswords } from '../../../server/auth/passwords.ts'
import type { Database } from '../../../server/database/database.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { testApp } from '../../support/app.ts'

/**
 * Sends the secret of a token and the password in every place where a client may put them, and a ticket about a needle.
 * @returns what is logged, and the texts that must not be stored or logged
 */
export async function sendSecrets(database: Database) {
  const passwords = createPasswords()
  await database.run('UPDATE users SET password_hash = :hash', { hash: await passwords.hash(DEMO_PASSWORD) })
  const app = testApp({ passwords, wrap: () => database })
  const token = await app.login()
  const secret = token.slice(token.indexOf('|') + 1)
  await app.call('/api/v1/tickets', {
    token,
    json: { subject: 'Needle', body: 'Needle' },
    headers: { 'Idempotency-Key': 'needle' },
  })
  await app.call(`/api/v1/invoices?token=${secret}`, { token })
  await app.call('/api/v1/me', { token: `99|${secret}` })
  await app.call('/api/v1/auth/token', { json: { email: DEMO_PASSWORD, password: DEMO_PASSWORD } })
  return {
    logged: JSON.stringify(app.logged),
    hidden: [secret, secret.slice(0, 40), secret.slice(0, 20), DEMO_PASSWORD],
  }
}
