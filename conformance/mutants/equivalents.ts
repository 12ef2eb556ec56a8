/** A lie that nobody can notice. */
export interface Equivalent {
  operator: string
  pointer: string
  /** As the mutant says it: `minLength: 1 → 0`. */
  change: string
  /** Why both contracts mean the same, or why no answer can tell them apart. */
  reason: string
}

const SCHEMAS = '#/components/schemas'
const HEADERS = '#/components/headers'

const alike = (operator: string, change: string, reason: string, ...pointers: string[]): Equivalent[] =>
  pointers.map(pointer => ({ operator, pointer, change, reason }))

/** An entry that is noticed after all, or names no mutant, fails the run. */
export const equivalents: readonly Equivalent[] = [
  ...alike(
    'nullability',
    'null added',
    'A body that is no object is 400 before its schema is asked.',
    `${SCHEMAS}/CreateTokenRequest/type`,
    `${SCHEMAS}/CreateTicketRequest/type`,
    `${SCHEMAS}/ReplyToTicketRequest/type`,
    `${SCHEMAS}/PauseSubscriptionRequest/type`,
    `${SCHEMAS}/CancelSubscriptionRequest/type`,
  ),
  ...alike(
    'bounds',
    'minLength: 1 → 0',
    'The pattern \\S beside it wants a character as well.',
    `${SCHEMAS}/CreateTokenRequest/properties/name/minLength`,
    `${SCHEMAS}/CreateTicketRequest/properties/subject/minLength`,
    `${SCHEMAS}/CreateTicketRequest/properties/body/minLength`,
    `${SCHEMAS}/ReplyToTicketRequest/properties/body/minLength`,
    `${SCHEMAS}/CancelSubscriptionRequest/properties/reason/minLength`,
  ),
  ...['none', '[^@\\s]+@[^@\\s]+$', '^[^@\\s]+@[^@\\s]+'].flatMap(to =>
    alike(
      'pattern',
      `pattern: ^[^@\\s]+@[^@\\s]+$ → ${to}`,
      'The format email beside it accepts the same texts.',
      `${SCHEMAS}/CreateTokenRequest/properties/email/pattern`,
    ),
  ),
  ...['{2,255}', '{0,255}'].flatMap(repetition =>
    alike(
      'pattern',
      `pattern: ^(?!""$)(?:"[ -~]{1,255}"|[ -~]{1,255})$ → ^(?!""$)(?:"[ -~]${repetition}"|[ -~]{1,255})$`,
      'A quoted character is also three characters without quotes around them, and two quotes alone are refused ahead.',
      '#/components/parameters/IdempotencyKey/schema/pattern',
    ),
  ),
  ...alike(
    'pattern',
    'pattern: ^\\d+(\\.\\d{1,6})?$ → ^\\d+(\\.\\d{2,6})?$',
    "A price has at least its currency's decimals, and none of ISO 4217 has one decimal.",
    `${SCHEMAS}/LineItem/properties/unit_price/pattern`,
  ),
  ...alike(
    'enum',
    '"malformed_request" dropped',
    'Said of faults of HTTP itself, outside any operation, which a Request of fetch cannot have.',
    `${SCHEMAS}/ErrorCode/enum/4`,
  ),
  ...alike(
    'bounds',
    'minLength: 1 → 2',
    'The ids of this server have 36 characters.',
    `${HEADERS}/RequestId/schema/minLength`,
  ),
  ...alike(
    'bounds',
    'maxLength: 64 → 63',
    'The ids of this server have 36 characters.',
    `${HEADERS}/RequestId/schema/maxLength`,
  ),
  ...alike(
    'bounds',
    'maximum: 9007199254740991 → 9007199254740990',
    'Ids count up from 1; none in an answer is the greatest.',
    `${SCHEMAS}/NullableId/maximum`,
  ),
  ...alike(
    'bounds',
    'minimum: 0 → 1',
    'Only in 1970 would a window end at second 0.',
    `${HEADERS}/RateLimitReset/schema/minimum`,
  ),
]
