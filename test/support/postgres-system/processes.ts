import { readdirSync, readFileSync } from 'node:fs'

/** The processes that a process has started itself and that are still running. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number)
}

/** The fourth field of /proc/PID/stat. The second, the program's name in parentheses, may contain spaces. */
function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined // It has exited.
  }
}
