import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createAjv } from '../../../openapi/ajv.ts'
import { ImportDocument } from '../../../server/generated/import.gen.ts'
import { variants } from './variants.ts'

const schema = JSON.parse(readFileSync('docs/import.schema.json', 'utf8'))
const rows = readFileSync(new URL('rows.json', import.meta.url), 'utf8')

const validate = createAjv().compile(schema)

test('the published schema accepts and refuses the same documents as the schema of the import', () => {
  const document = JSON.parse(rows)
  expect(validate(document)).toBe(true)
  const differing = [...variants(document, [null, 1, '', 'x', [], {}])].filter(
    each => validate(each) !== ImportDocument.safeParse(each).success,
  )
  expect(differing).toEqual([])
})
