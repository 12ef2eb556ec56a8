import type { Json } from './json.ts'

/** One rule of `x-input`. */
export interface InputRule {
  accepts(value: Json): boolean
  /** What its value has to be, as the end of a sentence. */
  must: string
}

const isSwitch: InputRule = { accepts: value => typeof value === 'boolean', must: 'must be true or false' }

const whole = (from: number, to: number): InputRule => ({
  accepts: value => Number.isInteger(value) && Number(value) >= from && Number(value) <= to,
  must: to === Infinity ? `must be a whole number from ${from}` : `must be a whole number from ${from} to ${to}`,
})

/** The house rules on input that OpenAPI has no words for; openapi.yaml says what they mean. */
export const inputRules: Readonly<Record<string, InputRule>> = {
  trim: isSwitch,
  emptyIsAbsent: {
    accepts: value => Array.isArray(value) && value.every(place => place === 'query' || place === 'form'),
    must: 'must be a list of query and form',
  },
  nullIsAbsent: isSwitch,
  closedQuery: isSwitch,
  singleKeys: isSwitch,
  canonicalIntegers: isSwitch,
  invalidPathId: whole(400, 499),
  wellFormedText: isSwitch,
  maxBodyBytes: whole(0, Infinity),
}
