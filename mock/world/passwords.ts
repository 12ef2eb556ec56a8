import type { Passwords } from '../../server/auth/passwords.ts'

const PREFIX = 'mock:'

/**
 * Passwords of demo users, which are public: they are compared without hashing, so that logging in takes no time.
 * @param acceptsAny whether any password of an existing user is right
 */
export const createMockPasswords = (acceptsAny: boolean): Passwords => ({
  admit: () => {},
  hash: async password => PREFIX + password,
  verify: async (password, stored) => stored !== undefined && (acceptsAny || stored === PREFIX + password),
})
