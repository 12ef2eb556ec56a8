/**
 * The form in which users.email_normalised stores an address and a login looks it up. Only A to Z become lower case, like in
 * SQLite's lower(). toLowerCase() would also turn the Kelvin sign into `k`, and so one address into another mailbox's.
 */
export const normaliseEmail = (email: string): string => email.replaceAll(/[A-Z]+/g, letters => letters.toLowerCase())
