import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../openapi/document.ts'
import { readYaml } from '../../../openapi/yaml.ts'
import { around, document } from './documents.ts'

interface Refused {
  what: string
  schema?: Json
  operation?: JsonObject
  document?: JsonObject
  at: string
}

const text = readFileSync(new URL('corpus/refused.yaml', import.meta.url), 'utf8')
const cases = readYaml('refused.yaml', text).root as unknown as Refused[]

const SCHEMA = '#/paths/~1it/post/requestBody/content/application~1json/schema/properties/it'

describe('outside the vocabulary and refused with its place', () => {
  test.each(cases.map(each => [each.what, each] as const))('%s', (_, { at, ...given }) => {
    const [read, place] =
      given.schema !== undefined
        ? [() => around('request', given.schema as Json), SCHEMA]
        : given.operation
          ? [() => document({ paths: { '/it': { post: given.operation as Json } } }), '#/paths/~1it/post']
          : [() => document(given.document as JsonObject), '#']
    expect(read).toThrow(`${place}${at}: `)
  })
})
