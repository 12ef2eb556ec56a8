import { baseHeaders } from './base.ts'
import { declaredElsewhere } from './declared-elsewhere.ts'
import { type ProbeGenerator, probes } from './probe.ts'
import { wrongHeaderFor } from './values/header-values.ts'

/** Headers that the operation does not declare must be ignored, even with values that another operation would refuse. */
export const ignoredHeaderProbes: ProbeGenerator = (document, shape, at) => {
  const others = declaredElsewhere(document, shape.headers, ({ headers }) => headers)
  const headers: [name: string, value: string][] = [
    ...others.map(({ name, schema }): [string, string] => [name, wrongHeaderFor(schema) ?? '*']),
    ['Accept', 'text/plain;q=0, application/*;q=0'],
  ]
  return probes(
    'header, ignored',
    headers.map(([name, value]) => [name, { headers: { ...baseHeaders(document, shape, at), [name]: value } }]),
  )
}
