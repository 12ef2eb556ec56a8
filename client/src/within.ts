/** The longest that a timer can wait; beyond it setTimeout does not wait at all. */
const LONGEST = 2 ** 31 - 1

/**
 * Settles as `work` does, but after `ms` rejects with what `late` gives, and when `outer` aborts with its reason, whatever becomes of
 * `work`; the signal that `work` got is aborted then. One controller and one timer: AbortSignal.any and .timeout cost more than all else.
 */
export function within<T>(
  ms: number,
  outer: AbortSignal | null | undefined,
  late: () => unknown,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    outer?.throwIfAborted()
    const controller = new AbortController()
    const end = () => {
      clearTimeout(timer)
      outer?.removeEventListener('abort', onAbort)
    }
    const stop = (reason: unknown) => {
      end()
      reject(reason)
      controller.abort(reason)
    }
    const onAbort = () => stop(outer?.reason)
    const timer = setTimeout(() => stop(late()), Math.min(ms, LONGEST))
    outer?.addEventListener('abort', onAbort)
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

/** Resolves after `ms`, or rejects with the reason of `outer`. */
export const pause = (ms: number, outer: AbortSignal | null | undefined): Promise<void> =>
  within(
    ms,
    outer,
    () => undefined,
    () => new Promise<void>(() => {}),
  ).catch(reason => {
    if (reason !== undefined) throw reason
  })
