/**
 * Milliseconds after which failed logins are answered while there are password hashes of other systems: longer than the slowest check of
 * one. Their checks take another time than our own, which would tell who has one.
 */
const FIXED_MS = 2000

/** Waits until a multiple of the fixed time has passed. @param started result of performance.now() */
export async function waitForFixedTime(started: number): Promise<void> {
  const passed = (performance.now() - started) % FIXED_MS
  await new Promise<void>(resolve => setTimeout(resolve, FIXED_MS - passed))
}
