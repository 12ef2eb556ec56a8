import type { Passwords } from '../../server/auth/passwords.ts'

/** Passwords without expensive hashing, which has its own tests. */
export const plainPasswords: Passwords = {
  admit: () => {},
  hash: async password => `plain:${password}`,
  verify: async (password, stored) => stored === `plain:${password}`,
}
