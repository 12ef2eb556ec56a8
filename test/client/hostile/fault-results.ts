import { createClient, isApiError, type Limits } from '@clustrix/client'
import { vi } from 'vitest'
import { type Fault, faults } from './faults.ts'
import { serveFault } from './server.ts'
import { callOf, type Target } from './targets.ts'

export interface FaultResult {
  operation: string
  fault: string
  /** The status of the result or the code of the ApiError; any other error as it was thrown. */
  outcome: unknown
  requests: number
}

/** The faults that concern the responses of an operation. */
export const faultsOf = ({ type }: Target): Fault[] =>
  faults.filter(({ isJsonOnly }) => !isJsonOnly || type.includes('json'))

/** Far longer than any attempt takes on a busy machine. */
const ATTEMPT_TIMEOUT = 20_000
const LIMITS: Limits = { maxRetries: 1, baseDelay: 1, maxDelay: 2, attemptTimeout: ATTEMPT_TIMEOUT, timeout: 50_000 }
/** How long a fault lasts, in milliseconds, before the attempt times out. */
const FAULT_TIME = 20

export const expectedResult = (fault: Fault, { id, isRepeatable }: Target): FaultResult => ({
  operation: id,
  fault: fault.name,
  outcome: fault.outcome,
  requests: fault.isTemporary && isRepeatable ? 2 : 1,
})

/** Calls an operation with one retry, against a server that has the fault each time. */
export async function resultOf(fault: Fault, target: Target): Promise<FaultResult> {
  const { baseUrl, requests } = await serveFault(fault, target)
  const outcome = await call(baseUrl, target, LIMITS)
  return { operation: target.id, fault: fault.name, outcome, requests: requests() }
}

/**
 * The same for a fault that only a timeout ends. Each attempt times out soon after the server has received it, which does not depend on
 * how busy the machine is. Replaces the global setTimeout meanwhile, so only one call may run.
 */
export async function resultOfTimeout(fault: Fault, target: Target): Promise<FaultResult> {
  const { setTimeout } = globalThis
  let timeOut = () => {}
  vi.stubGlobal('setTimeout', (callback: () => void, milliseconds: number) => {
    if (milliseconds === ATTEMPT_TIMEOUT) timeOut = callback
    return setTimeout(callback, milliseconds)
  })
  const serve: Fault['serve'] = (socket, target) => {
    fault.serve(socket, target)
    setTimeout(timeOut, FAULT_TIME)
  }
  try {
    return await resultOf({ ...fault, serve }, target)
  } finally {
    vi.unstubAllGlobals()
  }
}

/** Calls an operation with so many retries that only the timeout of the call can end it. */
export async function untilTimeout(fault: Fault, target: Target) {
  const { baseUrl } = await serveFault(fault, target)
  const started = performance.now()
  const outcome = await call(baseUrl, target, { maxRetries: 1e6, attemptTimeout: 80, timeout: 150, baseDelay: 20 })
  return { outcome, milliseconds: performance.now() - started }
}

/** How a call ends. */
export async function call(baseUrl: string, target: Target, limits: Limits): Promise<unknown> {
  try {
    return (await callOf(createClient({ baseUrl, token: '2|any', ...limits }), target)).status
  } catch (error) {
    return isApiError(error) && error.status === 0 ? error.code : error
  }
}
