import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../openapi/document.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { around } from './documents.ts'
import { accepts } from './oracle/oracle.ts'

interface Case {
  what: string
  side: 'request' | 'response'
  base: JsonObject
  head: JsonObject
  /** A value that clients may send, or receive, and that the other version refuses. */
  witness?: Json
  isBreaking: boolean
  /** A keyword outside the vocabulary: the document is refused. */
  isRefused?: true
}

const cases: readonly Case[] = JSON.parse(readFileSync(new URL('corpus/witnesses.json', import.meta.url), 'utf8'))

test.each(cases.map(each => [each.what, each] as const))(
  '%s',
  (_, { side, base, head, witness, isBreaking, isRefused }) => {
    const verdict = () => diffDocuments(around(side, base), around(side, head)).verdict
    if (isRefused) expect(verdict).toThrow(/#\/paths\/.* is not supported/)
    else {
      expect(verdict()).toBe(isBreaking ? 'breaking' : 'none')
      const [sent, read] = side === 'request' ? [base, head] : [head, base]
      if (witness !== undefined) expect([accepts(sent, witness), accepts(read, witness)]).toEqual([true, false])
    }
  },
)
