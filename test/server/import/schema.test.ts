import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createAjv } from '../../../openapi/ajv.ts'
import { ImportDocument } from '../../../server/generated/import.gen.ts'

const schema = JSON.parse(readFileSync('docs/import.schema.json', 'utf8'))
const rows = readFileSync(new URL('rows.json', import.meta.url), 'utf8')

const validate = createAjv().compile(schema)

/** Every value at any depth is replaced, one at a time. */
function* variants(value: unknown): Generator<unknown> {
  for (const other of [null, 1, '', 'x', [], {}]) yield other
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    for (const changed of variants(inner))
      yield Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed }
  }
  if (!Array.isArray(value)) yield { ...value, unknown: 1 }
}

test('the published schema accepts and refuses the same documents as the schema of the import', () => {
  const document = JSON.parse(rows)
  expect(validate(document)).toBe(true)
  const differing = [...variants(document)].filter(each => validate(each) !== ImportDocument.safeParse(each).success)
  expect(differing).toEqual([])
})
