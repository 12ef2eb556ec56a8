import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { authentication } from './authentication.ts'
import { documents } from './documents.ts'
import { errorBodies } from './error-bodies.ts'
import { errorPages } from './error-pages.ts'
import { faults } from './faults.ts'
import { filters } from './filters.ts'
import { malformedHeaders, mediaTypes, missingHeaders, undeclaredHeaders } from './headers.ts'
import { idempotency } from './idempotency.ts'
import { logins } from './logins.ts'
import { methods } from './methods.ts'
import { money } from './money.ts'
import { orderOfErrors } from './order-of-errors.ts'
import { overStrict } from './over-strict.ts'
import { pageLinks, pageNumbers, paging } from './paging.ts'
import { extraProperties, missingProperties, mistypedProperties, renamedProperties } from './properties.ts'
import { rateLimits } from './rate-limits.ts'
import { requestIds } from './request-ids.ts'
import { secrets } from './secrets.ts'
import { statuses } from './statuses.ts'
import { storedTexts } from './stored-texts.ts'
import { subscriptions } from './subscriptions.ts'
import { tenancy } from './tenancy.ts'
import { tickets } from './tickets.ts'
import { time } from './time.ts'
import { unknownResource } from './unknown-resource.ts'
import { unvalidatedBodies } from './unvalidated-bodies.ts'
import { unvalidatedFields } from './unvalidated-fields.ts'
import { unvalidatedQueries } from './unvalidated-queries.ts'
import { writes } from './writes.ts'

/** Server mutants by theme; each has a single fault. */
export const themes: Readonly<Record<string, readonly ServerMutant[]>> = {
  status: statuses,
  'missing property': missingProperties,
  'extra property': extraProperties,
  'renamed property': renamedProperties,
  'mistyped property': mistypedProperties,
  'missing header': missingHeaders,
  'malformed header': malformedHeaders,
  'undeclared header': undeclaredHeaders,
  'media type': mediaTypes,
  'unvalidated query': unvalidatedQueries,
  'unvalidated field': unvalidatedFields,
  'unvalidated body': unvalidatedBodies,
  'over-strict input': overStrict,
  authentication,
  login: logins,
  tenancy,
  'order of errors': orderOfErrors,
  'error body': errorBodies,
  'error page': errorPages,
  'fault on odd input': faults,
  method: methods,
  filter: filters,
  paging,
  'page number': pageNumbers,
  'page link': pageLinks,
  'unknown resource': unknownResource,
  write: writes,
  'stored text': storedTexts,
  idempotency,
  time,
  subscription: subscriptions,
  ticket: tickets,
  money,
  document: documents,
  'rate limit': rateLimits,
  'request id': requestIds,
  secret: secrets,
}

export const serverMutants: readonly ServerMutant[] = Object.values(themes).flat()
