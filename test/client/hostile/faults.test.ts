import { describe, expect, test } from 'vitest'
import { expectedResult, faultsOf, resultOf, resultOfTimeout, untilTimeout } from './fault-results.ts'
import { faultOf } from './faults.ts'
import { targetOf } from './targets.ts'

// A JSON GET, a response of bytes, and a write that is retried with its key. `faults.slow.test.ts` has all operations.
describe.each(['listInvoices', 'getInvoicePdf', 'createTicket'])('%s', id => {
  const target = targetOf(id)

  test('has the expected outcome and number of attempts with each fault', async () => {
    for (const fault of faultsOf(target)) {
      const result = await (fault.outcome === 'timeout' ? resultOfTimeout : resultOf)(fault, target)
      expect(result).toEqual(expectedResult(fault, target))
    }
  })

  test('ends with the timeout of the call if the server never responds', async () => {
    expect(await untilTimeout(faultOf('no response'), target)).toMatchObject({ outcome: 'timeout' })
  })
})
