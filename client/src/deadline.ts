/** The longest delay of a timer, in milliseconds. With a longer one, setTimeout does not wait at all. */
const MAX_DELAY = 2 ** 31 - 1

/**
 * Settles as `work` does. After `ms` milliseconds it rejects with the value of `timedOut`, and when `callerSignal` aborts with its reason;
 * the signal that `work` got is aborted then. Uses one controller and one timer, because AbortSignal.any and .timeout are expensive.
 */
export function withDeadline<T>(
  ms: number,
  callerSignal: AbortSignal | null | undefined,
  timedOut: () => unknown,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    callerSignal?.throwIfAborted()
    const controller = new AbortController()
    const end = () => {
      clearTimeout(timer)
      callerSignal?.removeEventListener('abort', onAbort)
    }
    const stop = (reason: unknown) => {
      end()
      reject(reason)
      controller.abort(reason)
    }
    const onAbort = () => stop(callerSignal?.reason)
    const timer = setTimeout(() => stop(timedOut()), Math.min(ms, MAX_DELAY))
    callerSignal?.addEventListener('abort', onAbort)
    work(controller.signal).then(
      value => {
        end()
        resolve(value)
      },
      error => {
        end()
        reject(error)
      },
    )
  })
}

/** Resolves after `ms` milliseconds, or rejects with the reason of the caller's signal when that aborts. */
export const pause = (ms: number, callerSignal: AbortSignal | null | undefined): Promise<void> =>
  withDeadline(
    ms,
    callerSignal,
    () => undefined,
    () => new Promise<void>(() => {}),
  ).catch(reason => {
    if (reason !== undefined) throw reason
  })
