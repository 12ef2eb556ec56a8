import { type ProbeGenerator, probes } from './probe.ts'

/** Authorization values that are not valid tokens of the target. */
const BAD: [name: string, raw: string][] = [
  ['empty', ''],
  ['Bearer without a token', 'Bearer'],
  ['Bearer with garbage', 'Bearer garbage'],
  ['another scheme', 'Basic c29tZW9uZTpwYXNzd29yZA=='],
  ['well-formed but unknown', `Bearer 999999|${'a1b2c3d4'.repeat(6)}`],
  ['an unknown id of 20 digits', `Bearer ${'9'.repeat(20)}|${'a'.repeat(48)}`],
  ['SQL quotes', "Bearer 1|' OR '1'='1"],
  ['a non-ASCII letter', 'Bearer 1|\u00e9\u00e9\u00e9'],
  ['very long', `Bearer 1|${'a'.repeat(2000)}`],
]

/** No token and invalid tokens; public operations ignore them. */
export const tokenProbes: ProbeGenerator = (_, { isSecured }) =>
  isSecured
    ? probes('token', [['none', { token: 'none' }], ...BAD.map(([name, raw]) => [name, { token: { raw } }] as const)])
    : probes(
        'token, ignored',
        BAD.map(([name, raw]) => [name, { token: { raw } }]),
      )
