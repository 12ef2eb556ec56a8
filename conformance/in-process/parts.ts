import { createHash, hash } from 'node:crypto'
import type { AppDependencies } from '../../server/app.ts'

/** Bytes that look random, but are the same in every run. */
export function seededRandom(): AppDependencies['random'] {
  let calls = 0
  return size => createHash('shake256', { outputLength: size }).update(`${calls++}`).digest()
}

export const sha256: AppDependencies['sha256'] = data => hash('sha256', data)

const digest = (password: string) => `sha256:${sha256(password)}`

/** A fast password hash for tests, which still does not store passwords in plain text. */
export const cheapPasswords: AppDependencies['passwords'] = {
  admit: () => {},
  hash: async password => digest(password),
  verify: async (password, stored) => stored === digest(password),
}

/** A fast stand-in that gives different bytes for different documents; real rendering takes a hundred times as long as a response. */
export const cheapRenderer: AppDependencies['renderer'] = {
  render: async document => new TextEncoder().encode(`%PDF-1.7\n%${JSON.stringify(document)}\n%%EOF\n`),
}
