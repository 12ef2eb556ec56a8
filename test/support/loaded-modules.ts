import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Runs before a program. Notes in a file every module and native library that its main thread loads, one a line. */
const recorder = (file: string) => `
  import { appendFileSync } from 'node:fs'
  import { registerHooks } from 'node:module'
  const note = name => appendFileSync(${JSON.stringify(file)}, name + '\\n')
  registerHooks({
    load(url, context, next) {
      note(url)
      return next(url, context)
    },
  })
  const { dlopen } = process
  process.dlopen = (module, library, ...flags) => {
    note(library)
    return dlopen(module, library, ...flags)
  }`

/** @param folder of the file that they are noted in */
export function recordModules(folder: string) {
  const file = path.join(folder, 'modules')
  return {
    before: recorder(file),
    /** Names of packages and of native libraries, and paths of the project's own files. */
    loaded: () => [...new Set(readFileSync(file, 'utf8').trim().split('\n').map(nameOf))].sort(),
  }
}

/** `file:///…/node_modules/pg/lib/index.js` → `pg`, `file:///…/server/app.ts` → `server/app.ts` */
function nameOf(module: string): string {
  if (module.endsWith('.node')) return path.basename(module)
  const packageName = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1]
  return packageName ?? module.replace(new URL(`${process.cwd()}/`, 'file:').href, '')
}
