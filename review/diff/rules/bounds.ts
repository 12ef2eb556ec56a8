import { narrowed, type Rule, widened } from './rule.ts'

/** Limits, and how messages call them. */
const BOUNDS = {
  minimum: 'minimum',
  maximum: 'maximum',
  'min-length': 'minimum length',
  'max-length': 'maximum length',
  'min-items': 'minimum number of items',
  'max-items': 'maximum number of items',
  'min-properties': 'minimum number of properties',
  'max-properties': 'maximum number of properties',
} as const

type Bound = keyof typeof BOUNDS
type Move = 'added' | 'removed' | 'increased' | 'decreased'

/** `max-length-decreased` and so on: a limit that is added or moves inwards narrows, one that moves outwards or is removed widens. */
export const boundRules = Object.fromEntries(
  Object.entries(BOUNDS).flatMap(([name, what]) => {
    const [inwards, outwards] = name.startsWith('max') ? ['decreased', 'increased'] : ['increased', 'decreased']
    return [
      [`${name}-added`, narrowed(addedText(name, what))],
      [`${name}-${inwards}`, narrowed(`the ${what} of {owner} ${inwards} from {from} to {to}`)],
      [`${name}-${outwards}`, widened(`the ${what} of {owner} ${outwards} from {from} to {to}`)],
      [`${name}-removed`, widened(`{owner} no longer has a ${what} (before: {from})`)],
    ] as [string, Rule][]
  }),
) as Record<`${Bound}-${Move}`, Rule>

/** The subject of an added size is the size with its unit, such as `2 properties`. */
function addedText(name: string, what: string): string {
  if (!name.includes('-')) return `{owner} now has a ${what} of {to}`
  return name.startsWith('max') ? '{owner} now allows at most {what}' : '{owner} now needs at least {what}'
}
