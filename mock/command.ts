import { defineCommand, type ExitCode, type Values } from '../openapi/cli/command.ts'
import { CommandError } from '../openapi/cli/command-error.ts'
import { type CommandOutput, runCommand } from '../openapi/cli/run.ts'
import type { OpenApiDocument } from '../openapi/document.ts'
import { type Operation, operationsOf } from '../openapi/operations.ts'
import { loadDocument } from '../openapi/read.ts'
import type { LogEntry } from '../server/log.ts'
import { createHttpServer, listen } from '../server/process/serve.ts'
import { createMock } from './app.ts'
import { checkDocument } from './check.ts'

const HOST = '127.0.0.1'

const COMMAND = defineCommand({
  name: 'npm run mock',
  summary: `Serves the examples of a contract on ${HOST} until it is stopped with Ctrl-C.`,
  options: {
    port: {
      type: 'number',
      value: 'N',
      min: 0,
      max: 65_535,
      default: 4010,
      help: 'The port to listen on; 0 takes any free one.',
    },
    spec: { type: 'string', value: 'FILE', default: 'openapi.yaml', help: 'The OpenAPI 3.1 document to serve.' },
  },
  exitCodes: ['stopped', undefined, 'the document cannot be served, or the port cannot be used'],
  examples: ['npm run mock', 'npm run mock -- --port 0 --spec next.yaml'],
  more: 'mock/README.md says what is served and how to choose a response',
})

/** Resolves when the mock listens. */
export const runMock = (args: string[], output: CommandOutput): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, given => start(given, output))

async function start({ port, spec }: Values<typeof COMMAND.options>, output: CommandOutput): Promise<0> {
  const document = loadDocument(spec)
  checkDocument(document)
  const log = (entry: LogEntry) => logRequest(entry, output)
  const { fetch } = await createMock(document, log)
  const { server } = createHttpServer(fetch, log)
  const listening = await listen(server, port, HOST).catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EADDRINUSE' ? 'is in use; choose another with --port N' : `cannot be used (${error.code})`
    throw new CommandError(`Port ${port} on ${HOST} ${reason}`)
  })
  const end = () => {
    server.close()
    server.closeAllConnections()
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  const origin = `http://${HOST}:${listening}`
  output.log(`Mock of ${document.file} on ${origin}. Try: ${exampleRequest(origin, document)}`)
  return 0
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
