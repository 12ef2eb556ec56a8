import { type FSWatcher, watch } from 'node:fs'
import path from 'node:path'

/** Editors write a file in several steps. */
const SETTLED_MS = 50

/**
 * Calls back after a file has changed. Watches its folder, because many editors replace a file instead of writing it.
 * @returns a function that stops watching
 */
export function watchContract(file: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const watcher: FSWatcher = watch(path.dirname(path.resolve(file)), (_, name) => {
    if (name !== path.basename(file)) return
    clearTimeout(timer)
    timer = setTimeout(onChange, SETTLED_MS)
  })
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
