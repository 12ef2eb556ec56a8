import { type Contract, operationsOf } from '../contract.ts'
import { LANGUAGES } from '../samples/languages.ts'
import { sampleRequest } from '../samples/request.ts'

/**
 * The contract as the page shows it, with samples. Its only server is the one that serves it, because the policy of the page
 * forbids requests to any other.
 */
export function docsDocument(contract: Contract, origin: string): string {
  const samples = new Map(
    operationsOf(contract).map(operation => {
      const request = sampleRequest(contract, operation, origin)
      return [
        operation.operationId,
        LANGUAGES.map(({ lang, label, write }) => ({ lang, label, source: write(request) })),
      ]
    }),
  )
  return JSON.stringify({ ...contract, servers: [{ url: origin }] }, (_, value) =>
    samples.has(value?.operationId) ? { ...value, 'x-codeSamples': samples.get(value.operationId) } : value,
  )
}
