import { readdirSync, readFileSync } from 'node:fs'

/** Of the times in /proc/PID/stat, which are in 1/100 s on Linux. */
const TICK_MICROSECONDS = 10_000

/** CPU time in microseconds of a process, its child processes, and those of them that have ended. */
export function cpuOfTree(pid: number): number {
  const processes = readProcesses()
  const of = (id: number): number => {
    const children = processes.filter(({ parent }) => parent === id)
    return (processes.find(each => each.id === id)?.ticks ?? 0) + children.reduce((sum, child) => sum + of(child.id), 0)
  }
  return of(pid) * TICK_MICROSECONDS
}

/** The process that started another one. */
export const parentOf = (pid: number): number | undefined => readProcesses().find(({ id }) => id === pid)?.parent

interface Process {
  id: number
  parent: number
  ticks: number
}

function readProcesses(): Process[] {
  return readdirSync('/proc').flatMap(name => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      // After the program's name in parentheses, which may contain spaces: state, ppid … utime, stime, cutime, cstime.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
      return [{ id: Number(name), parent: Number(fields[1]), ticks }]
    } catch {
      // It has ended meanwhile.
      return []
    }
  })
}
