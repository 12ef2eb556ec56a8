/**
 * The form in which users.email_normalised stores an address and a login looks it up: in Unicode normalization form C, because one
 * keyboard writes `é` as one code point and another as two. Only A to Z become lower case, like in SQLite's lower(): toLowerCase()
 * would turn different addresses into one.
 */
export const normaliseEmail = (email: string): string =>
  email.normalize('NFC').replaceAll(/[A-Z]+/g, letters => letters.toLowerCase())
