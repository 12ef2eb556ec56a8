import { expect, test } from 'vitest'
import { runMain } from '../support/command.ts'

test('the process exits with 2 and one line for a contract that cannot be read', () => {
  const args = ['--spec', 'none.yaml', '--out', 'none']
  expect(runMain('codegen/main.ts', args)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'none.yaml: cannot be read (ENOENT)\n',
  })
})
