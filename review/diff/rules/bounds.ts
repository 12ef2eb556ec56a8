import { narrowed, type Rule, widened } from './rule.ts'

/** Keywords that set an end to something; what each bounds in words. */
const BOUNDS = {
  minimum: 'the lowest value',
  maximum: 'the highest value',
  'min-length': 'the least length',
  'max-length': 'the greatest length',
  'min-items': 'the least number of items',
  'max-items': 'the greatest number of items',
  'min-contains': 'the least number of items that {owner} must contain',
  'max-contains': 'the greatest number of items that {owner} may contain',
  'min-properties': 'the least number of properties',
  'max-properties': 'the greatest number of properties',
} as const

type Bound = keyof typeof BOUNDS
type Move = 'added' | 'removed' | 'increased' | 'decreased'

/** `max-length-decreased` and so on: an end that is new or moves inwards narrows, one that moves outwards or goes widens. */
export const boundRules = Object.fromEntries(
  Object.entries(BOUNDS).flatMap(([name, words]) => {
    const what = words.includes('{owner}') ? words : `${words} of {owner}`
    const [inwards, outwards] = name.startsWith('max') ? ['decreased', 'increased'] : ['increased', 'decreased']
    return [
      [`${name}-added`, narrowed(`${what} is {to}, before it had no end`)],
      [`${name}-${inwards}`, narrowed(`${what} is {to}, before {from}`)],
      [`${name}-${outwards}`, widened(`${what} is {to}, before {from}`)],
      [`${name}-removed`, widened(`${what} has no end, before {from}`)],
    ] as [string, Rule][]
  }),
) as Record<`${Bound}-${Move}`, Rule>
