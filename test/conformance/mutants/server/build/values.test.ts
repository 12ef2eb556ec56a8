import { describe, expect, test } from 'vitest'
import {
  byMinorUnits,
  missing,
  number,
  renamed,
  text,
  value,
} from '../../../../../conformance/mutants/server/build/values.ts'

const INVOICES = 'http://127.0.0.1:3000/api/v1/invoices'

const page = () => ({
  data: [
    { id: 1, total: '1.00', paid_at: null, lines: [{ amount: '0.99' }] },
    { id: 2, total: '2.00' },
  ],
})

async function changed(
  mutant: ReturnType<typeof value>,
  body: unknown,
  status = 200,
  url = INVOICES,
): Promise<unknown> {
  const app = async () => Response.json(body, { status })
  const response = await mutant.fetch?.(app, undefined as never)(new Request(url))
  return response?.json()
}

describe('a changed value', () => {
  test('is changed in every element of an array', async () => {
    expect(await changed(value('', 'listInvoices', 'data.*.id', number(String)), page())).toEqual({
      data: [
        { ...page().data[0], id: '1' },
        { ...page().data[1], id: '2' },
      ],
    })
  })

  test('can be nested', async () => {
    const mutant = value('', 'listInvoices', 'data.*.lines.*.amount', missing)
    expect(await changed(mutant, page())).toEqual({ data: [{ ...page().data[0], lines: [{}] }, page().data[1]] })
  })

  test('is left unchanged if it is null', async () => {
    const mutant = value(
      '',
      'listInvoices',
      'data.*.paid_at',
      text(() => 'never'),
    )
    expect(await changed(mutant, { data: [{ paid_at: null }] })).toEqual({ data: [{ paid_at: null }] })
  })

  test('is changed only in successful responses of the operation', async () => {
    const mutant = value('', 'listInvoices', 'data', missing)
    expect(await changed(mutant, page())).toEqual({})
    expect(await changed(mutant, page(), 422)).toEqual(page())
    expect(await changed(mutant, page(), 200, `${INVOICES}/1`)).toEqual(page())
  })

  test('can be a name', async () => {
    expect(await changed(renamed('', 'listInvoices', 'data.*.id', 'key'), { data: [{ id: 1 }] })).toEqual({
      data: [{ key: 1 }],
    })
  })
})

test.each([
  ['201.11', 1, '201.12'],
  ['0.00', 1, '0.01'],
  ['1.00', -1, '0.99'],
  ['0.00', -1, '0.00'],
  ['99999', 1, '100000'],
  ['1.000', -1, '0.999'],
])('%s moved by %i minor units is %s', (decimal, difference, moved) => {
  expect(byMinorUnits(difference)(decimal, {})).toBe(moved)
})
