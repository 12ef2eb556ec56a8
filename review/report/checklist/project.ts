import { readFileSync } from 'node:fs'
import type { Output } from '../../../codegen/outputs.ts'
import { camelCase, type Operation } from '../../../openapi/operations.ts'

/** The state of the rest of this repository. */
export interface Project {
  changelog: string
  /** Generated files that differ from what the contract generates. */
  stale: string[]
  /** The file that must contain an operation's handler, and whether it does. */
  handlerOf(operation: Operation): { file: string; isThere: boolean }
}

/**
 * Reads the current folder.
 * @param outputs what the contract generates; empty for a contract that the generator refuses, which is reported elsewhere
 */
export function readProject(outputs: readonly Output[]): Project {
  return {
    changelog: read('CHANGELOG.md'),
    stale: outputs.filter(({ file, text }) => read(file) !== text).map(({ file }) => file),
    handlerOf({ id, tags }) {
      const file = `server/${camelCase(tags[0] ?? 'default')}/handlers.ts`
      const isThere = [...read(file).matchAll(MEMBER)].some(([, name]) => name === id)
      return { file, isThere }
    },
  }
}

/** A member of an object at the start of a line: `async listInvoices(c) {`, `getMe,`, `'show-me': …`. */
const MEMBER = /^\s*(?:async\s+)?["']?([^\s"'(:,]+)["']?\s*[(:,]/gm

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
