import { test } from 'vitest'
import { execute } from './runner/execute.ts'
import { cases } from './themes.ts'

// Most programs give the client no fetch. It then creates no Request, which is a different code path.
test.each(cases)('through the global fetch: $name', async one => {
  await execute(one, { isGlobal: true })
})
