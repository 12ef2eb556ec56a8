import { expect, test } from 'vitest'
import { isRelativeServer } from '../../openapi/servers.ts'

test.each(['/', '/v1', 'v1', './v1', '../', '', '//host/v1'])('%j is relative', url => {
  expect(isRelativeServer(url)).toBe(true)
})

test.each(['https://host', 'HTTP://host/v1', '{scheme}://host', 'https://{host}/v1'])('%s is absolute', url => {
  expect(isRelativeServer(url)).toBe(false)
})
