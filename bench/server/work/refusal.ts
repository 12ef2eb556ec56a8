/** An error response in the contract's schema. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>
  readonly errors: Record<string, string[]> | undefined

  constructor(
    status: number,
    code: string,
    message: string,
    { headers = {}, errors }: { headers?: Record<string, string>; errors?: Record<string, string[]> } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
    this.errors = errors
  }

  get body() {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) }
  }
}

export const unauthenticated = () =>
  new Refusal(401, 'unauthenticated', 'Unauthenticated.', { headers: { 'WWW-Authenticate': 'Bearer' } })
export const forbidden = () => new Refusal(403, 'forbidden', 'This action is unauthorized.')
export const notFound = (resource?: string) =>
  new Refusal(404, 'not_found', resource ? `${resource} not found.` : 'Not found.')
export const malformedBody = () => new Refusal(400, 'malformed_body', 'The request body could not be parsed.')
export const rateLimited = (headers: Record<string, string>) =>
  new Refusal(429, 'rate_limited', 'Too Many Attempts.', { headers })
export const serverError = () => new Refusal(500, 'server_error', 'Server Error')

/** What is wrong with a field of a query or body, in terms that each validator can be translated to. */
export interface Problem {
  field: string
  rule: 'choice' | 'format' | 'integer' | 'maximum' | 'maxLength' | 'minimum' | 'required' | 'text' | 'unknown'
  limit?: number | undefined
}

/** A 422 with one message for each field. */
export function validationFailed(problems: readonly Problem[]): Refusal {
  const errors: Record<string, string[]> = {}
  for (const problem of problems) errors[problem.field] ??= [messageOf(problem)]
  const messages = Object.values(errors)
  const more = messages.length - 1
  const rest = more === 0 ? '' : ` (and ${more} more error${more === 1 ? '' : 's'})`
  return new Refusal(422, 'validation_failed', `${messages[0]}${rest}`, { errors })
}

export const credentialsRefused = () => {
  const message = 'The provided credentials are incorrect.'
  return new Refusal(422, 'validation_failed', message, { errors: { email: [message] } })
}

export const keyReused = () => {
  const message = 'This Idempotency-Key was used with a different request.'
  return new Refusal(422, 'idempotency_key_reused', message, { errors: { idempotency_key: [message] } })
}

function messageOf({ field, rule, limit }: Problem): string {
  const name = field.replaceAll('_', ' ')
  switch (rule) {
    case 'choice':
      return `The selected ${name} is invalid.`
    case 'integer':
      return `The ${name} field must be an integer.`
    case 'minimum':
      return `The ${name} field must be at least ${limit}.`
    case 'maximum':
      return `The ${name} field must not be greater than ${limit}.`
    case 'maxLength':
      return `The ${name} field must not be greater than ${limit} characters.`
    case 'required':
      return `The ${name} field is required.`
    case 'text':
      return `The ${name} field must be a string.`
    case 'format':
      return `The ${name} field must be a valid email address.`
    case 'unknown':
      return `The ${name} field is prohibited.`
  }
}
