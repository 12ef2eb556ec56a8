import { parseArgs } from 'node:util'

/** A start that cannot be; the message is one line for whoever typed it. */
export class MockRefused extends Error {
  override name = 'MockRefused'
}

export const USAGE = `Usage: npm run mock [-- --port N] [-- --spec FILE]

  --port N      listen there instead of on 4010; 0 for any free port
  --spec FILE   serve another OpenAPI 3.1 document than openapi.yaml
  --help        show this

What it serves and how to choose an answer: mock/README.md.`

/** Throws MockRefused. */
export function readArguments(argv: string[]): { help: boolean; port: number; spec: string } {
  const { help = false, port = '4010', spec = 'openapi.yaml' } = parse(argv)
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new MockRefused(`--port ${port}: must be a whole number from 0 to 65535`)
  }
  return { help, port: Number(port), spec }
}

function parse(args: string[]) {
  const options = { help: { type: 'boolean' }, port: { type: 'string' }, spec: { type: 'string' } } as const
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new MockRefused(`${(error as Error).message.split(/\.\s/)[0]}; see --help`)
  }
}
