import { baseHeaders } from './base.ts'
import { type ProbeGenerator, probes } from './probe.ts'
import { headerValues } from './values/header-values.ts'

/** Each declared header on both sides of every limit. */
export const headerProbes: ProbeGenerator = (document, shape, at) =>
  shape.headers.flatMap(({ name, schema, required }) => {
    const { values, another } = headerValues(document, schema, at.now)
    const { [name]: _, ...others } = baseHeaders(document, shape, at)
    const withHeader = (key: string, value: string) => ({ headers: { ...others, [key]: value } })
    return probes(`header ${name}`, [
      ...values.map(({ name: what, text }) => [what, withHeader(name, text)] as const),
      ['with its name in capitals', withHeader(name.toUpperCase(), another)],
      ...(required ? [['left out', { headers: others }] as const] : []),
    ])
  })
