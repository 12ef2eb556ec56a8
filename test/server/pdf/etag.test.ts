import { describe, expect, it, test } from 'vitest'
import { etagOf } from '../../../server/pdf/etag.ts'
import { sha256 } from '../../support/sha256.ts'
import { sample } from './samples.ts'

describe('etagOf', () => {
  it('is a strong entity tag', () => expect(etagOf(sample(), sha256)).toMatch(/^"[0-9a-f]{32}"$/))

  it('is the same for the same content', () => expect(etagOf(sample(), sha256)).toBe(etagOf(sample(), sha256)))

  it('changes with the template', () => expect(etagOf(sample(), sha256, 2)).not.toBe(etagOf(sample(), sha256, 1)))

  test.each([
    ['a note', { notes: 'Thank you' }],
    ['a mark', { mark: 'PAID' as const }],
    ['another amount due', { amount_due: '0.00' }],
    ['no payments', { payments: [] }],
    ['another seller', { seller: { ...sample().seller, name: 'Somebody else' } }],
  ])('changes with %s', (_, change) =>
    expect(etagOf({ ...sample(), ...change }, sha256)).not.toBe(etagOf(sample(), sha256)),
  )
})
