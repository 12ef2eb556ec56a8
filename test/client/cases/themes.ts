import { aborts } from './abort.ts'
import { badResponses } from './bad-responses.ts'
import { bodies } from './bodies.ts'
import { brokenPages } from './broken-pages.ts'
import { deadlines } from './deadlines.ts'
import { errors } from './errors.ts'
import { headers } from './headers.ts'
import { hooks } from './hooks.ts'
import { idempotency } from './idempotency.ts'
import { logins } from './login.ts'
import { money } from './money.ts'
import { neverRepeated } from './never-repeated.ts'
import { options } from './options.ts'
import { pages } from './pages.ts'
import { renewals } from './renewals.ts'
import { retries } from './retries.ts'
import { retryAfters } from './retry-after.ts'
import type { Case } from './runner/case.ts'

/** All cases by the file that holds them. */
export const themes: Readonly<Record<string, readonly Case[]>> = {
  options,
  headers,
  bodies,
  errors,
  retries,
  'retry-after': retryAfters,
  idempotency,
  'never-repeated': neverRepeated,
  deadlines,
  abort: aborts,
  'bad-responses': badResponses,
  pages,
  'broken-pages': brokenPages,
  login: logins,
  renewals,
  hooks,
  money,
}

export const cases: readonly Case[] = Object.values(themes).flat()
