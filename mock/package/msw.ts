import type * as types from '../types/msw.d.ts'

export const resolver: typeof types.resolver =
  mock =>
  ({ request }) =>
    mock.fetch(request)
