import { digestOf, operationDigests as digestsIn } from '../openapi/digests.ts'
import type { OpenApiDocument } from '../openapi/document.ts'
import { operationsOf } from '../openapi/operations.ts'
import { parseDocument, readText } from '../openapi/read.ts'
import { documentDigest, operationDigests } from '../server/generated/digests.gen.ts'
import type { Log } from '../server/log.ts'
import { checkDocument } from './examples/check.ts'
import { SERVER_CONTRACT, type ServedContract } from './mock.ts'

export interface ReadContract extends ServedContract {
  yaml: string
  json: () => string
}

/**
 * Reads the contract and finds the operations that differ from those that the server's code was generated from. Throws a DocumentError.
 * @param log for requests that are answered from examples
 */
export function readContract(file: string, log: Log): ReadContract {
  const yaml = readText(file)
  let parsed: OpenApiDocument | undefined
  const document = () => {
    parsed ??= parseDocument(file, yaml)
    return parsed
  }
  let examples: ReturnType<NonNullable<ServedContract['examples']>> | undefined
  const contract = {
    yaml,
    json: () => JSON.stringify(document().root),
    // Prism is slow to load, and most requests do not need it.
    examples: () => {
      examples ??= import('./examples/app.ts')
        .then(({ createMock }) => createMock(document(), log))
        .then(({ fetch }) => fetch)
      return examples
    },
  }
  // Parsing takes longer than everything else at the start, and tells nothing about an unchanged file.
  if (digestOf(yaml) === documentDigest) return { ...contract, ...SERVER_CONTRACT, examples: contract.examples }
  checkDocument(document())
  const digests = Object.entries(digestsIn(document()))
  return {
    ...contract,
    operations: operationsOf(document()).map(({ id, method, path }) => ({ id, method: method.toUpperCase(), path })),
    notImplemented: new Set(digests.filter(([id, digest]) => operationDigests[id] !== digest).map(([id]) => id)),
  }
}
