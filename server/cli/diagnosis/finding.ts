/** One thing that `clustrix doctor` has looked at. */
export interface Finding {
  check: 'settings' | 'node' | 'database' | 'files' | 'disk' | 'clock'
  message: string
  /** What to do about it; null if nothing is wrong. */
  action: string | null
}
