import { expect, test } from 'vitest'
import manifest from '../../client/package.json' with { type: 'json' }
import { version } from '../../client/src/version.ts'

test('the version in User-Agent is that of the package', () => {
  expect(version).toBe(manifest.version)
})
