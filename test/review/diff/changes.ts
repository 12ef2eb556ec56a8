import type { Change, Diff } from '../../../review/diff/change.ts'

/** A change for tests of what is made of changes. */
export const change = (fields: Partial<Change> = {}): Change => ({
  rule: 'operation-removed',
  verdict: 'breaking',
  severity: 'error',
  direction: 'none',
  operations: ['call'],
  base: { line: 7, column: 5, pointer: '#/paths/~1it/post' },
  message: 'POST /it was removed',
  hint: 'Keep serving it.',
  ...fields,
})

export const diffWith = (changes: Change[], versions: [base: string, head: string] = ['1.0.0', '1.0.0']): Diff => ({
  base: { file: 'abc:openapi.yaml', version: versions[0] },
  head: { file: 'openapi.yaml', version: versions[1] },
  verdict: changes[0]?.verdict ?? 'none',
  requiredBump: changes.length > 0 ? 'major' : 'none',
  changes,
})
