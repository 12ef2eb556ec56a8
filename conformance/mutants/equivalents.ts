/** A spec mutant that cannot be noticed. */
export interface Equivalent {
  operator: string
  pointer: string
  /** As in the mutant: `minLength: 1 → 0`. */
  change: string
  /** Why both contracts mean the same, or why no response can tell them apart. */
  reason: string
}

const SCHEMAS = '#/components/schemas'
const HEADERS = '#/components/headers'

const alike = (operator: string, change: string, reason: string, ...pointers: string[]): Equivalent[] =>
  pointers.map(pointer => ({ operator, pointer, change, reason }))

/** An entry whose mutant is noticed or does not exist fails the run. */
export const equivalents: readonly Equivalent[] = [
  ...alike(
    'nullability',
    'null added',
    'A body that is not an object gets a 400 before its schema is applied.',
    `${SCHEMAS}/CreateTokenRequest/type`,
    `${SCHEMAS}/CreateTicketRequest/type`,
    `${SCHEMAS}/ReplyToTicketRequest/type`,
    `${SCHEMAS}/PauseSubscriptionRequest/type`,
    `${SCHEMAS}/CancelSubscriptionRequest/type`,
  ),
  ...alike(
    'nullability',
    'null added',
    'Wherever it is used, another schema decides whether null is valid.',
    `${SCHEMAS}/NotBlank/type`,
    `${SCHEMAS}/OneLine/type`,
  ),
  ...alike('bounds', 'minLength: 1 → 0', 'The pattern also requires a character.', `${SCHEMAS}/NotBlank/minLength`),
  ...alike(
    'bounds',
    'minLength: 1 → 0',
    'In requests NotBlank also requires a character. In responses a smaller minimum allows more.',
    `${SCHEMAS}/Subject/minLength`,
    `${SCHEMAS}/TicketText/minLength`,
  ),
  ...['none', '[^@\\s]+@[^@\\s]+$', '^[^@\\s]+@[^@\\s]+'].flatMap(to =>
    alike(
      'pattern',
      `pattern: ^[^@\\s]+@[^@\\s]+$ → ${to}`,
      'The format email accepts the same strings.',
      `${SCHEMAS}/CreateTokenRequest/properties/email/pattern`,
    ),
  ),
  ...['{2,255}', '{0,255}'].flatMap(repetition =>
    alike(
      'pattern',
      `pattern: ^(?!""$)(?:"[ -~]{1,255}"|[ -~]{1,255})$ → ^(?!""$)(?:"[ -~]${repetition}"|[ -~]{1,255})$`,
      'A quoted character also matches as three unquoted ones, and empty quotes are excluded separately.',
      '#/components/parameters/IdempotencyKey/schema/pattern',
    ),
  ),
  ...alike(
    'pattern',
    'pattern: ^\\d+(\\.\\d{1,6})?$ → ^\\d+(\\.\\d{2,6})?$',
    'A price has at least as many decimals as its currency, and no ISO 4217 currency has one decimal.',
    `${SCHEMAS}/LineItem/properties/unit_price/pattern`,
  ),
  ...alike(
    'enum',
    '"malformed_request" dropped',
    'Only returned for malformed HTTP, outside any operation, which a fetch Request cannot be.',
    `${SCHEMAS}/ErrorCode/enum/4`,
  ),
  ...alike(
    'bounds',
    'minLength: 1 → 2',
    'Ids of this server have 36 characters.',
    `${HEADERS}/RequestId/schema/minLength`,
  ),
  ...alike(
    'bounds',
    'maxLength: 64 → 63',
    'Ids of this server have 36 characters.',
    `${HEADERS}/RequestId/schema/maxLength`,
  ),
  ...alike(
    'bounds',
    'minimum: 0 → 1',
    'A window could only end at second 0 in 1970.',
    `${HEADERS}/RateLimitReset/schema/minimum`,
  ),
]
