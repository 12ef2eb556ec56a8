import { expect, test } from 'vitest'
import { MockRefused, readArguments, USAGE } from '../../mock/arguments.ts'

test.each([
  [[], { help: false, port: 4010, spec: 'openapi.yaml' }],
  [['--port', '0'], { help: false, port: 0, spec: 'openapi.yaml' }],
  [['--port=65535', '--spec', 'next.yaml'], { help: false, port: 65_535, spec: 'next.yaml' }],
  [['--help'], { help: true, port: 4010, spec: 'openapi.yaml' }],
])('%j is understood', (argv, given) => {
  expect(readArguments(argv)).toEqual(given)
})

const PORT = 'must be a whole number from 0 to 65535'

test.each([
  [['--port', 'abc'], `--port abc: ${PORT}`],
  [['--port', '65536'], `--port 65536: ${PORT}`],
  [['--port', '99999999999'], `--port 99999999999: ${PORT}`],
  [['--port=-1'], `--port -1: ${PORT}`],
  [['--port', ''], `--port : ${PORT}`],
  [['--port', '1.5'], `--port 1.5: ${PORT}`],
  [['--port'], "Option '--port <value>' argument missing; see --help"],
  [['--prot', '1'], "Unknown option '--prot'; see --help"],
  [['openapi.yaml'], "Unexpected argument 'openapi.yaml'; see --help"],
])('%j is refused in one line', (argv, message) => {
  expect(() => readArguments(argv)).toThrow(new MockRefused(message))
})

test('the usage names every flag', () => {
  expect(USAGE.match(/--\w+/g)).toEqual(expect.arrayContaining(['--port', '--spec', '--help']))
})
