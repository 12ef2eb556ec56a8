import { describe, expect, test } from 'vitest'
import { addToken, revokeTokensOfUser } from '../../../server/auth/store.ts'
import { billSubscription } from '../../../server/billing/subscription.ts'
import { finishErasure } from '../../../server/client-data/erase.ts'
import { findClient, lockClient, updateClient } from '../../../server/clients/store.ts'
import type { Database, Queries } from '../../../server/database/database.ts'
import { cancelSubscription, pauseSubscription } from '../../../server/subscriptions/store.ts'
import { setPassword } from '../../../server/users/store.ts'
import { overlap, rewriting, withoutLocks } from '../overlap.ts'
import { asItIs, issuing, NOW, type Open } from '../support.ts'

const change = { id: 31, client_id: 4, now: NOW, by: 'client' } as const
const pausing = (queries: Queries) => pauseSubscription(queries, { ...change, resume_at: null })
const cancelling = (queries: Queries) => cancelSubscription(queries, { ...change, reason: null })

/** Everything that the update of a subscription checks, apart from the id. */
const CHECKED = /(WHERE s\.client_id = :client_id AND s\.id = :id) AND [\s\S]*:was_invoiced_until$/

const TAXED = `
  UPDATE subscriptions SET tax_rate = 1900, tax_category = 'S', invoiced_until = period_start WHERE id = 31`

export function clientRaces(open: Open): void {
  describe('subscriptions', () => {
    test.each([
      ['paused', pausing],
      ['cancelled', cancelling],
    ])('that are %s meanwhile cannot be paused', async (status, first) => {
      const database = await open()
      expect(await overlap(database, first, pausing)).toEqual({
        hasWaited: true,
        first: 'done',
        second: `A ${status} subscription cannot be paused.`,
      })
      const other = await open()
      const { second } = await overlap(other, first, pausing, rewriting(other, CHECKED, '$1'))
      expect(second).not.toContain('cannot be paused')
    })

    test('stay paused when they are billed meanwhile', async () => {
      const terms = async () => ({ now: NOW, seller_id: null, payment_days: 14 })
      const billing = (queries: Queries) => billSubscription(queries, 31, NOW, terms)
      const outcome = async (wrap: (database: Database) => Database) => {
        const database = await open()
        await database.run(TAXED)
        const { second } = await overlap(database, pausing, billing, wrap(database))
        return { second, ...(await database.one<{ state: string }>('SELECT state FROM subscriptions WHERE id = 31')) }
      }
      expect(await outcome(asItIs)).toEqual({ second: 'done', state: 'paused' })
      expect(await outcome(withoutLocks)).toEqual({ second: 'done', state: 'active' })
    })
  })

  describe('clients and users', () => {
    test('no invoice is issued for a client that is being erased', async () => {
      const erasing = async (queries: Queries) => {
        await lockClient(queries, 4)
        await finishErasure(queries, 4, NOW)
      }
      const outcome = async (wrap: (database: Database) => Database) => {
        const database = await open()
        return (await overlap(database, erasing, issuing, wrap(database))).second
      }
      expect(await outcome(asItIs)).toContain('nothing was changed')
      expect(await outcome(withoutLocks)).toBe('done')
    })

    test('two updates of a client are both kept', async () => {
      const setting = (fields: object) => async (queries: Queries) => {
        await lockClient(queries, 4)
        const client = await findClient(queries, 4)
        if (!client) throw new Error('There is no client 4')
        const { line1, line2, city, region, postal_code, country } = client
        const address = { line1, line2, city, region, postal_code, country }
        await updateClient(queries, 4, { ...client, ...fields, address })
      }
      const outcome = async (wrap: (database: Database) => Database) => {
        const database = await open()
        await overlap(database, setting({ name: 'New name' }), setting({ tax_id: 'T-1' }), wrap(database))
        return database.one('SELECT name, tax_id FROM clients WHERE id = 4')
      }
      expect(await outcome(asItIs)).toEqual({ name: 'New name', tax_id: 'T-1' })
      expect(await outcome(withoutLocks)).toEqual({ name: 'Acme Corp', tax_id: 'T-1' })
    })

    test('a change of the password that ends all tokens also ends that of a login at the same time', async () => {
      const changing = async (queries: Queries) => {
        await setPassword(queries, 7, 'plain:new')
        await revokeTokensOfUser(queries, 7)
      }
      const left = async (wrap: (database: Database) => Database) => {
        const database = await open()
        const user = await database.one<{ password_hash: string }>('SELECT password_hash FROM users WHERE id = 7')
        const { password_hash } = user ?? { password_hash: '' }
        const token = { user_id: 7, name: 'n', secret_hash: 'a'.repeat(64), password_hash, now: NOW }
        await overlap(database, changing, queries => addToken(queries, token), wrap(database))
        return (await database.all('SELECT id FROM tokens')).length
      }
      expect(await left(asItIs)).toBe(0)
      expect(await left(database => rewriting(database, 'FOR SHARE OF u, c', ''))).toBe(1)
    })
  })
}
