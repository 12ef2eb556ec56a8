import { inspect } from 'node:util'

/** Everything that a program could log of a value: its properties, message, cause and stack, and its JSON. */
const logged = (value: unknown): string =>
  inspect(value, { depth: 20, showHidden: true }) + JSON.stringify(value) + String((value as Error).stack ?? value)

/** Where the secrets of the tests, which contain `s3cr3t` or `p4ssw0rd`, appear in a value. */
export const secretsIn = (value: unknown): string[] => logged(value).match(/.{0,40}(s3cr3t|p4ssw0rd).{0,20}/g) ?? []
