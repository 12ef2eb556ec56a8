import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../openapi/document.ts'
import { readYaml } from '../../../openapi/yaml.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { around, diffOf } from './documents.ts'

const read = (name: string) =>
  readYaml(name, readFileSync(new URL(`corpus/${name}`, import.meta.url), 'utf8')).root as unknown

type Verdicts = { request: string; response: string }

interface SchemaCase {
  what: string
  base: Json
  head: Json
  components?: JsonObject
  verdicts: Verdicts
  reverse: Verdicts
}

interface DocumentCase {
  what: string
  base: JsonObject
  head: JsonObject
  verdict: string
  reverse: string
}

const schemaCases = read('schemas.yaml') as SchemaCase[]
const documentCases = read('documents.yaml') as DocumentCase[]

describe('schemas', () => {
  test.each(schemaCases.map(each => [each.what, each] as const))(
    '%s',
    (_, { base, head, components, verdicts, reverse }) => {
      const more: JsonObject = components ? { components: { schemas: components } } : {}
      const verdict = (side: keyof Verdicts, from: Json, to: Json) =>
        diffDocuments(around(side, from, more), around(side, to, more)).verdict
      const both = (from: Json, to: Json) => ({
        request: verdict('request', from, to),
        response: verdict('response', from, to),
      })
      expect(both(base, head)).toEqual(verdicts)
      expect(both(head, base)).toEqual(reverse)
    },
  )
})

describe('documents', () => {
  test.each(documentCases.map(each => [each.what, each] as const))('%s', (_, { base, head, verdict, reverse }) => {
    expect(diffOf(base, head).verdict).toBe(verdict)
    expect(diffOf(head, base).verdict).toBe(reverse)
  })
})
