import type { SampleRequest } from './request.ts'

/** A command for a POSIX shell. The token is in the variable TOKEN, as in the quick start. */
export function curlSample({ method, url, needsToken, takesIdempotencyKey, body, saveAs }: SampleRequest): string {
  const options = [
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    // Saves the file under the name that the response suggests.
    ...(saveAs === undefined ? [] : ['-OJ']),
  ]
  const parts = [
    ['curl', ...options, quoted(url)].join(' '),
    ...(needsToken ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(takesIdempotencyKey ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(body ? [`-H ${quoted(`Content-Type: ${body.type}`)}`, `-d ${quoted(JSON.stringify(body.value))}`] : []),
  ]
  return parts.join(' \\\n  ')
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
