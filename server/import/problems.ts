import type { Problem } from '../domain/refused.ts'

/** More are counted but not kept. */
const KEPT = 1000

/** The faults of an import. */
export class Problems {
  readonly kept: Problem[] = []
  count = 0

  add(at: string, message: string): void {
    this.count += 1
    if (this.kept.length < KEPT) this.kept.push({ at, message })
  }

  /** Runs a conversion. Returns undefined and adds a problem if it throws RangeError. */
  attempt<T>(at: string, convert: () => T): T | undefined {
    try {
      return convert()
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.add(at, error.message)
      return undefined
    }
  }
}
