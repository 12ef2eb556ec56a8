import { execFile, spawn } from 'node:child_process'

/**
 * Runs one statement by `psql`, which shares no code with the server.
 * @returns the rows, each with its columns
 */
export function query(url: string, sql: string): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    execFile('psql', [...PLAIN, '-c', sql, url], { maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr || error.message))
      else resolve(rowsOf(stdout))
    })
  })
}

/** Unaligned, without a header, without the user's configuration, and stopping at the first error. */
const PLAIN = ['-X', '-q', '-A', '-t', '-F', '\t', '-v', 'ON_ERROR_STOP=1']

const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map(line => line.split('\t'))

export interface Session {
  run(sql: string): Promise<void>
  close(): void
}

/** A connection that stays open, so that it can hold a transaction. */
export function openSession(url: string): Session {
  const child = spawn('psql', [...PLAIN, url])
  let output = ''
  let marks = 0
  const listeners = new Set<() => void>()
  const notify = () => {
    for (const listener of listeners) listener()
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk
      notify()
    })
  }
  child.once('exit', notify)
  child.stdin.on('error', () => {})
  return {
    run(sql) {
      const mark = `done ${++marks}\n`
      child.stdin.write(`${sql};\n\\echo ${mark}`)
      return new Promise((resolve, reject) => {
        const look = () => {
          if (child.exitCode !== null) reject(new Error(output))
          else if (output.includes(mark)) resolve()
          else return
          listeners.delete(look)
        }
        listeners.add(look)
        look()
      })
    },
    close: () => void child.kill('SIGKILL'),
  }
}
