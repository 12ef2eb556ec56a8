import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { header, responses, type Where } from './build/responses.ts'

const always: Where = () => true

export const requestIds: readonly ServerMutant[] = [
  responses('uses the request id of the caller', always, ({ headers }, request) => {
    const given = request.headers.get('x-request-id')
    if (given !== null) headers.set('x-request-id', given)
  }),
  header('gives all responses the same request id', always, 'x-request-id', '6f1c9f4e-3a55-4a63-9d0f-0d4b7a5e8c21'),
]
