import { type FSWatcher, watch } from 'node:fs'
import path from 'node:path'

/** Milliseconds without another event: an editor makes several with each save. */
const SETTLED = 50

/** Calls back after each save of a file. Its folder is watched, for many editors put a new file in the place of the old one. */
export function watchFile(file: string, onSave: () => unknown): FSWatcher {
  let timer: NodeJS.Timeout | undefined
  return watch(path.dirname(file), (_event, name) => {
    if (name !== path.basename(file)) return
    clearTimeout(timer)
    timer = setTimeout(onSave, SETTLED)
  })
}
