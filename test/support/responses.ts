/** Status and body in one object, so that a failed comparison shows both. */
export async function readResponse(response: Response): Promise<{ status: number; [member: string]: unknown }> {
  const text = await response.text()
  return { status: response.status, ...(text && JSON.parse(text)) }
}

const CODES: Record<number, [code: string, message: string]> = {
  400: ['malformed_body', 'The request body could not be parsed.'],
  401: ['unauthenticated', 'Unauthenticated.'],
  403: ['forbidden', 'This action is unauthorized.'],
  405: ['method_not_allowed', 'Method not allowed.'],
  413: ['body_too_large', 'The request body is too large.'],
  415: [
    'unsupported_media_type',
    'Unsupported media type: send application/json or application/x-www-form-urlencoded.',
  ],
  429: ['rate_limited', 'Too Many Attempts.'],
  500: ['server_error', 'Server Error'],
  503: ['unavailable', 'Service unavailable.'],
}

/** The complete error response for a status. */
export function errorResponse(status: keyof typeof CODES) {
  const [code, message] = CODES[status] as [string, string]
  return { status, message, code }
}

/** @param resource `Invoice`; leave it out for an unknown path */
export const notFound = (resource?: string) => ({
  status: 404,
  message: resource ? `${resource} not found.` : 'Not found.',
  code: 'not_found',
})

/** A 422 for invalid fields. The message is that of the first field. */
export function validationError(errors: Record<string, string>) {
  const messages = Object.values(errors)
  const more = messages.length - 1
  return {
    status: 422,
    message: messages[0] + (more === 0 ? '' : more === 1 ? ' (and 1 more error)' : ` (and ${more} more errors)`),
    code: 'validation_failed',
    errors: Object.fromEntries(Object.entries(errors).map(([field, message]) => [field, [message]])),
  }
}

/** A 422 for a change that the current status does not allow. */
export const invalidState = (message: string) => ({
  status: 422,
  message,
  code: 'invalid_state',
  errors: { status: [message] },
})
