import { fieldsOf, inTime, written } from './base.ts'
import { type ProbeGenerator, probes } from './probe.ts'

/** Valid requests: minimal, the contract's own examples, and with every field. */
export const exampleProbes: ProbeGenerator = (document, shape, at) => {
  const { id, body } = shape
  if (!body) return probes('valid', [['minimal', {}]])
  const known = at.known[id]
  const bodies = Object.keys(body.media).flatMap(type => [
    ...Object.entries(body.examples).map(
      ([name, example]) => [`example ${name} as ${type}`, type, inTime(document, body, example, at)] as const,
    ),
    [`only required fields as ${type}`, type, fieldsOf(document, body, at, 'required')] as const,
    [`every field as ${type}`, type, fieldsOf(document, body, at, 'all')] as const,
  ])
  return probes('valid', [
    ['minimal', {}],
    ...bodies.map(
      ([name, type, fields]) => [name, { body: { type, bytes: written(type, { ...fields, ...known }) } }] as const,
    ),
  ])
}
