/** Milliseconds between two lines: a terminal overwrites the last line, a log accumulates them. */
const PAUSE = { terminal: 100, log: 5000 }

export interface Output {
  isTTY?: boolean
  write(text: string): unknown
}

export interface Progress {
  /** Shows the current step, unless the last update was too recent. */
  at(line: string): void
  /** Prints a line immediately and keeps it. */
  say(line: string): void
  /** Removes the temporary line. */
  end(): void
}

const CLEAR = '\r\u001b[K'

/** @param now milliseconds of any monotonic clock */
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
