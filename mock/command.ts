import { defineCommand, type ExitCode, type Values } from '../openapi/cli/command.ts'
import { CommandError } from '../openapi/cli/command-error.ts'
import { type CommandOutput, runCommand } from '../openapi/cli/run.ts'
import { DocumentError, type OpenApiDocument } from '../openapi/document.ts'
import { type Operation, operationsOf } from '../openapi/operations.ts'
import { loadDocument } from '../openapi/read.ts'
import type { Fetch } from '../server/app.ts'
import type { LogEntry } from '../server/log.ts'
import { createHttpServer, listen } from '../server/process/serve.ts'
import { readTime } from './control/bodies.ts'
import { originsOf } from './node/addresses.ts'
import { watchContract } from './node/watch.ts'
import { DEMO_NOON } from './world/clock.ts'

const CONTRACT = 'openapi.yaml'

const COMMAND = defineCommand({
  name: 'npm run mock',
  summary:
    "Serves the API with demo data in memory: the server's own code, without a database, until it is stopped with Ctrl-C.",
  options: {
    port: {
      type: 'number',
      value: 'N',
      min: 0,
      max: 65_535,
      default: 4010,
      help: 'The port to listen on; 0 takes any free one.',
    },
    host: {
      type: 'string',
      value: 'ADDRESS',
      default: '127.0.0.1',
      help: 'The address to listen on; 0.0.0.0 lets other devices of the network in.',
    },
    now: {
      type: 'string',
      value: 'TIME',
      default: DEMO_NOON,
      help: 'The time at which the clock starts.',
    },
    'any-password': { type: 'boolean', help: 'Accept any password of the demo users.' },
    'rate-limit': {
      type: 'number',
      value: 'N',
      min: 1,
      max: 1_000_000,
      default: 1_000_000,
      help: 'Requests and logins per minute, to try the rate limits.',
    },
    stateless: { type: 'boolean', help: 'Answer every request from the examples of the contract instead.' },
    spec: { type: 'string', value: 'FILE', help: 'The same, for another OpenAPI 3.1 document.' },
  },
  exitCodes: ['stopped', undefined, 'the document cannot be served, or the port cannot be used'],
  examples: [
    'npm run mock',
    'npm run mock -- --any-password --now 2027-01-31T08:00:00Z',
    'npm run mock -- --spec next.yaml',
  ],
  more: 'mock/README.md says what is served and how to choose a response',
})

/** Resolves when the mock listens. */
export const runMock = (args: string[], output: CommandOutput): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, given => start(given, output))

/** Milliseconds. Nobody attacks the mock, but loading Prism on a busy machine may delay other requests. */
const TIMEOUTS = { headers: 60_000, request: 60_000, check: 5_000, idle: 600_000, linger: 2_000 }

type Given = Values<typeof COMMAND.options>

interface Served {
  fetch: Fetch
  /** What is printed once the mock listens. */
  textFor(origin: string): string
  /** Stops watching the contract. */
  stop?: () => void
}

async function start(given: Given, output: CommandOutput): Promise<0> {
  const { port, host } = given
  const log = (entry: LogEntry) => logRequest(entry, output)
  const isStateless = given.stateless || given.spec !== undefined
  const { fetch, textFor, stop } = isStateless
    ? await serveExamples(given.spec ?? CONTRACT, log)
    : await serveState(given, log, output)
  const { server } = createHttpServer(fetch, log, TIMEOUTS)
  const listening = await listen(server, port, host).catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EADDRINUSE' ? 'is in use; choose another with --port N' : `cannot be used (${error.code})`
    throw new CommandError(`Port ${port} on ${host} ${reason}`)
  })
  const end = () => {
    stop?.()
    server.close()
    server.closeAllConnections()
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  const { own, others } = originsOf(host, listening)
  output.log(textFor(own))
  if (others.length > 0) output.log(`Other devices of the network can use the demo data on ${others.join(', ')}`)
  return 0
}

async function serveExamples(file: string, log: (entry: LogEntry) => void): Promise<Served> {
  const [{ createMock }, { checkDocument }] = await Promise.all([
    import('./examples/app.ts'),
    import('./examples/check.ts'),
  ])
  const document = loadDocument(file)
  checkDocument(document)
  const { fetch } = await createMock(document, log)
  return {
    fetch,
    textFor: origin => `Mock of ${document.file} on ${origin}. Try: ${exampleRequest(origin, document)}`,
  }
}

async function serveState(given: Given, log: (entry: LogEntry) => void, output: CommandOutput): Promise<Served> {
  const now = readNow(given.now)
  let parts: [
    typeof import('./node/stateful.ts'),
    typeof import('./contract.ts'),
    typeof import('../server/demo/seed.ts'),
  ]
  try {
    parts = await Promise.all([import('./node/stateful.ts'), import('./contract.ts'), import('../server/demo/seed.ts')])
  } catch (error) {
    // While someone implements a change of the contract, the server's code may not even load.
    output.error(
      `The server's code does not load, so every response is an example of the contract: ${(error as Error).message}`,
    )
    return serveExamples(CONTRACT, log)
  }
  const [{ createStatefulMock, startText }, { readContract }, { DEMO_PASSWORD }] = parts
  const anyPassword = given['any-password']
  const contract = readContract(CONTRACT, log)
  const mock = await createStatefulMock(contract, { now, anyPassword, rateLimit: given['rate-limit'] }, log)
  const { missing } = await mock.world()
  const report = (notImplemented: ReadonlySet<string>) => {
    const names = [...new Set([...notImplemented, ...missing])]
    if (names.length > 0)
      output.error(`Answered from examples, because the server does not implement them yet: ${names.join(', ')}`)
  }
  report(contract.notImplemented)
  const stop = watchContract(CONTRACT, () => {
    try {
      const changed = readContract(CONTRACT, log)
      mock.serve(changed)
      output.log(`Serving the changed ${CONTRACT}`)
      report(changed.notImplemented)
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error
      output.error(`${error.message}\nStill serving the version before this change`)
    }
  })
  return { fetch: mock.fetch, textFor: origin => startText(origin, anyPassword, DEMO_PASSWORD), stop }
}

function readNow(text: string): number {
  try {
    return readTime(text)
  } catch (error) {
    throw new CommandError(`--now ${text}: ${(error as Error).message}`)
  }
}

/** A curl command to paste, for the first list of the document. */
function exampleRequest(origin: string, document: OpenApiDocument): string {
  const operations = operationsOf(document)
  const isList = ({ method, path, parameters }: Operation) =>
    method === 'get' && !path.includes('{') && parameters.length > 0
  const path = (operations.find(isList) ?? operations[0])?.path
  return `curl -i ${origin}${path} -H "Authorization: Bearer 2|any" -H "Prefer: code=200"`
}

/** Prints one line per request; errors and warnings go to stderr. */
function logRequest({ event, method, path, operation, status, ms, error }: LogEntry, output: CommandOutput): void {
  if (event === 'request') output.log(`${method} ${path} ${status} ${ms} ms`)
  else output.error([event, operation ?? path, status, error].filter(Boolean).join(' '))
}
