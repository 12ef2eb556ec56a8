/**
 * Milliseconds that failed logins take while there are password hashes of other systems: longer than the slowest check of such a hash.
 * Without it, the response time would reveal which users have one, because checking our own hashes takes another time.
 */
const FIXED_MS = 2000

/** Waits until a multiple of the fixed time has passed. @param started result of performance.now() */
export async function waitForFixedTime(started: number): Promise<void> {
  const passed = (performance.now() - started) % FIXED_MS
  await new Promise<void>(resolve => setTimeout(resolve, FIXED_MS - passed))
}
