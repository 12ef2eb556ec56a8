import { createHash, hash } from 'node:crypto'
import type { AppDependencies } from '../../server/app.ts'

/** Bytes that look random and are the same after each start. */
export function seededRandom(): AppDependencies['random'] {
  let calls = 0
  return size => createHash('shake256', { outputLength: size }).update(`${calls++}`).digest()
}

const digest = (password: string) => `sha256:${hash('sha256', password)}`

/** Passwords that cost nothing and yet are not stored as they are. */
export const cheapPasswords: AppDependencies['passwords'] = {
  admit: () => {},
  hash: async password => digest(password),
  verify: async (password, stored) => stored === digest(password),
}

/** Other content, other bytes; the real drawing takes a hundred times as long as the rest of an answer. */
export const cheapRenderer: AppDependencies['renderer'] = {
  render: async document => new TextEncoder().encode(`%PDF-1.7\n%${JSON.stringify(document)}\n%%EOF\n`),
}
