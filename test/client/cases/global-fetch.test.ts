import { test } from 'vitest'
import { execute } from './runner/execute.ts'
import { cases } from './themes.ts'

// Most programs give no fetch of their own; the client then makes no Request either, which is another way through it.
test.each(cases)('through the global fetch: $name', async one => {
  await execute(one, { isGlobal: true })
})
