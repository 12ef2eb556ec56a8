// npm run mock [-- --port N] [-- --spec FILE]
import { DocumentError, loadDocument, type OpenApiDocument } from '../openapi/document.ts'
import { type Operation, operationsOf } from '../openapi/operations.ts'
import type { LogEntry } from '../server/log.ts'
import { createHttpServer, listen } from '../server/process/serve.ts'
import { createMock } from './app.ts'
import { MockRefused, readArguments, USAGE } from './arguments.ts'
import { checkDocument } from './check.ts'

const HOST = '127.0.0.1'

try {
  const { help, port, spec } = readArguments(process.argv.slice(2))
  if (help) console.log(USAGE)
  else await start(port, loadDocument(spec))
} catch (error) {
  if (!(error instanceof MockRefused || error instanceof DocumentError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

async function start(port: number, document: OpenApiDocument): Promise<void> {
  checkDocument(document)
  const { fetch } = await createMock(document, log)
  const { server } = createHttpServer(fetch, log)
  const listening = await listen(server, port, HOST).catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EADDRINUSE' ? 'is in use; choose another with --port N' : `cannot be used (${error.code})`
    throw new MockRefused(`Port ${port} on ${HOST} ${reason}`)
  })
  const end = () => {
    server.close()
    server.closeAllConnections()
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  const origin = `http://${HOST}:${listening}`
  console.log(`Mock of ${document.file} on ${origin}, try: ${exampleCall(origin, document)}`)
}

/** A call to paste: of the first list, with a token, which may be any. */
function exampleCall(origin: string, document: OpenApiDocument): string {
  const operations = operationsOf(document)
  const isList = ({ method, path, parameters }: Operation) =>
    method === 'get' && !path.includes('{') && parameters.length > 0
  const path = (operations.find(isList) ?? operations[0])?.path
  return `curl -i ${origin}${path} -H "Authorization: Bearer 2|any" -H "Prefer: code=200"`
}

/** One line a request. */
function log({ event, method, path, operation, status, ms, error }: LogEntry): void {
  if (event === 'request') console.log(`${method} ${path} ${status} ${ms} ms`)
  else console.error([event, operation ?? path, status, error].filter(Boolean).join(' '))
}
