/**
 * Writes the lines of one turn of the event loop together: a system call for each line would cost more than all else about the log.
 * @returns `flush` writes at once, before the process exits
 */
export function joinLines(write: (text: string) => void): { write: (line: string) => void; flush: () => void } {
  let pending = ''
  const flush = () => {
    const text = pending
    pending = ''
    if (text !== '') write(text)
  }
  return {
    write(line) {
      if (pending === '') setImmediate(flush)
      pending += line
    },
    flush,
  }
}
