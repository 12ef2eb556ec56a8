import { describe, expect, it } from 'vitest'
import { parseResumeAt } from '../../../server/subscriptions/resume-at.ts'

const NOW = '2026-11-22T12:00:00Z'

describe('parseResumeAt', () => {
  it.each([
    ['2026-12-15', '2026-12-15T00:00:00Z'],
    ['2026-11-23', '2026-11-23T00:00:00Z'],
    ['2026-12-15T08:30:00Z', '2026-12-15T08:30:00Z'],
    ['2026-12-15T08:30:00+02:00', '2026-12-15T06:30:00Z'],
    ['2026-12-31T23:30:00-05:30', '2027-01-01T05:00:00Z'],
    ['2026-11-22T12:00:01Z', '2026-11-22T12:00:01Z'],
    ['2026-11-22T12:00:01.999Z', '2026-11-22T12:00:01Z'],
    ['2028-02-29', '2028-02-29T00:00:00Z'],
    ['2031-11-22', '2031-11-22T00:00:00Z'],
    ['2031-11-22T12:00:00Z', '2031-11-22T12:00:00Z'],
  ])('%s is %s', (given, expected) => {
    expect(parseResumeAt(given, NOW)).toBe(expected)
  })

  it.each([[null], [undefined]])('%s means no end', given => {
    expect(parseResumeAt(given, NOW)).toBeNull()
  })

  it.each([
    ['2026-11-22', 'after now'],
    ['2026-11-21', 'after now'],
    ['2026-11-22T12:00:00Z', 'after now'],
    ['2026-11-22T12:00:00.999Z', 'after now'],
    ['2026-11-22T14:00:00+02:00', 'after now'],
    ['0001-01-01', 'after now'],
    ['2031-11-23', 'within 5 years'],
    ['2031-11-22T12:00:01Z', 'within 5 years'],
    ['9999-12-31T23:59:59-23:59', 'within 5 years'],
  ])('%s is refused: not %s', (given, rule) => {
    const message = `The resume at field must be a date ${rule}.`
    expect(() => parseResumeAt(given, NOW)).toThrow(
      expect.objectContaining({ status: 422, code: 'validation_failed', message, errors: { resume_at: [message] } }),
    )
  })

  it('5 years from a leap day end on 28 February', () => {
    expect(parseResumeAt('2033-02-28', '2028-02-29T00:00:00Z')).toBe('2033-02-28T00:00:00Z')
    expect(() => parseResumeAt('2033-03-01', '2028-02-29T00:00:00Z')).toThrow('within 5 years')
  })
})
