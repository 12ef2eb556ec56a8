import { cancellationScenarios, finalCancellation } from './cancellations.ts'
import { keyScenarios } from './idempotency-keys.ts'
import { invoiceScenarios } from './invoices.ts'
import { listScenarios } from './list-contents.ts'
import { loginScenarios } from './logins.ts'
import { pauseScenarios } from './pauses.ts'
import { pdfScenarios } from './pdf.ts'
import { raceScenarios } from './races.ts'
import { rateScenarios } from './rate-limits.ts'
import { replyScenarios } from './replies.ts'
import { requestScenarios } from './requests.ts'
import { resumeAtScenarios } from './resume-at.ts'
import { rolloverScenarios } from './rollovers.ts'
import type { Scenario } from './scenario.ts'
import { subscriptionScenarios } from './subscriptions.ts'
import { tenancyScenarios } from './tenancy.ts'
import { extremeScenarios } from './text-lengths.ts'
import { ticketScenarios } from './tickets.ts'
import { tokenScenarios } from './tokens.ts'
import { transitionScenarios } from './transitions.ts'

/** Scenarios about this API: read-only ones first, those with clocks and concurrency late. */
export const scenarios: readonly Scenario[] = [
  ...requestScenarios,
  ...tokenScenarios,
  ...loginScenarios,
  ...listScenarios,
  ...tenancyScenarios,
  ...invoiceScenarios,
  ...pdfScenarios,
  ...ticketScenarios,
  ...extremeScenarios,
  ...replyScenarios,
  ...subscriptionScenarios,
  ...rolloverScenarios,
  ...pauseScenarios,
  ...resumeAtScenarios,
  ...transitionScenarios,
  ...cancellationScenarios,
  ...keyScenarios,
  ...raceScenarios,
  ...rateScenarios,
]

/** What cannot be undone on a target that cannot be reset. */
export const finalScenarios: readonly Scenario[] = [finalCancellation]
