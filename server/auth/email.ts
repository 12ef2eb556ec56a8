/**
 * What users.email_normalised holds and a login looks for: only A to Z in lower case, as SQLite's lower() does it.
 * toLowerCase() would also make `k` of the Kelvin sign, and so another mailbox's address of one.
 */
export const normalisedEmail = (email: string): string => email.replaceAll(/[A-Z]+/g, letters => letters.toLowerCase())
