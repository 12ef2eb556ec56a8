/** Milliseconds between two lines: on a terminal one takes the other's place, elsewhere they pile up in a log. */
const PAUSE = { terminal: 100, log: 5000 }

export interface Output {
  isTTY?: boolean
  write(text: string): unknown
}

export interface Progress {
  /** What is going on; shown when the last line is old enough. */
  at(line: string): void
  /** Shown at once, and stays. */
  say(line: string): void
  /** Takes back what does not stay. */
  end(): void
}

const CLEAR = '\r\u001b[K'

/** @param now Milliseconds of any clock that runs on. */
export function createProgress(output: Output, now: () => number = () => performance.now()): Progress {
  let next = now() + (output.isTTY ? 0 : PAUSE.log)
  let shown = false

  function end(): void {
    if (shown) output.write(CLEAR)
    shown = false
  }

  return {
    at(line) {
      if (now() < next) return
      next = now() + (output.isTTY ? PAUSE.terminal : PAUSE.log)
      output.write(output.isTTY ? CLEAR + line : `${line}\n`)
      shown = output.isTTY === true
    },
    say(line) {
      end()
      output.write(`${line}\n`)
    },
    end,
  }
}
