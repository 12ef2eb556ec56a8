import { baseFields } from './base.ts'
import { formFieldValues } from './form-fields.ts'
import { jsonFieldValues } from './json-fields.ts'
import { type Probe, type ProbeGenerator, probes } from './probe.ts'
import { writableIn } from './values/encoding.ts'
import { sampleOf } from './values/sample.ts'
import type { TestValue } from './values/test-value.ts'

/** Each field of the body on both sides of every limit, in JSON and as a form. */
export const fieldProbes: ProbeGenerator = (document, shape, at) => {
  const { body } = shape
  if (!body) return []
  const base = baseFields(document, shape, at)
  const { json, form } = writableIn(Object.keys(body.media))
  return body.fields.flatMap(input => {
    const good = base[input.name] ?? sampleOf(document, input.schema, at.now)
    const field = { document, input, good, base, now: at.now }
    return [
      ...(json === undefined ? [] : written(`body ${input.name}`, json, jsonFieldValues(field))),
      ...(form === undefined ? [] : written(`form ${input.name}`, form, formFieldValues(field))),
    ]
  })
}

const written = (about: string, type: string, bodies: TestValue[]): Probe[] =>
  probes(
    about,
    bodies.map(({ name, text }) => [name, { body: { type, bytes: text } }]),
  )
