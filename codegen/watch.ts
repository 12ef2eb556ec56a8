import { type FSWatcher, watch } from 'node:fs'
import path from 'node:path'

/** Milliseconds to wait for further events, because one save causes several. */
const SETTLED = 50

/** Calls back after each save of a file. Watches the folder, because many editors replace the file when they save. */
export function watchFile(file: string, onSave: () => unknown): FSWatcher {
  let timer: NodeJS.Timeout | undefined
  return watch(path.dirname(file), (_event, name) => {
    if (name !== path.basename(file)) return
    clearTimeout(timer)
    timer = setTimeout(onSave, SETTLED)
  })
}
