import { type Family, probes } from './probe.ts'

/** Values of Authorization that are no token of the target. */
const BAD: [name: string, raw: string][] = [
  ['empty', ''],
  ['Bearer alone', 'Bearer'],
  ['Bearer and garbage', 'Bearer garbage'],
  ['another scheme', 'Basic c29tZW9uZTpwYXNzd29yZA=='],
  ['well formed and unknown', `Bearer 999999|${'a1b2c3d4'.repeat(6)}`],
  ['an unknown id of 20 digits', `Bearer ${'9'.repeat(20)}|${'a'.repeat(48)}`],
  ['quotes for SQL', "Bearer 1|' OR '1'='1"],
  ['a letter beyond ASCII', 'Bearer 1|\u00e9\u00e9\u00e9'],
  ['very long', `Bearer 1|${'a'.repeat(2000)}`],
]

/** No token or a bad one; a public operation ignores it. */
export const tokenProbes: Family = (_, { isSecured }) =>
  isSecured
    ? probes('token', [['none', { token: 'none' }], ...BAD.map(([name, raw]) => [name, { token: { raw } }] as const)])
    : probes(
        'token, ignored',
        BAD.map(([name, raw]) => [name, { token: { raw } }]),
      )
