import type * as types from '../types/msw.d.ts'

export const resolver: typeof types.resolver =
  mock =>
  ({ request }) =>
    // MSW would turn an exception into a status 500; this is how it is told that the connection failed.
    mock.fetch(request).catch(() => Response.error())
