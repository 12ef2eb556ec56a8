import type { Case } from './runner/case.ts'

const converts = (operation: string, args: unknown[], value: unknown): Case => ({
  name: `${operation}(${args.map(literal).join(', ')}) is ${literal(value)}`,
  input: { calls: [{ operation, arguments: args }], responses: [] },
  expected: { attempts: 0, outcomes: [{ value }] },
})

const refuses = (operation: string, args: unknown[], contrastWith: Case, throws = 'Error'): Case => ({
  name: `${operation}(${args.map(literal).join(', ')}) is not accepted`,
  contrastWith: contrastWith.name,
  input: { calls: [{ operation, arguments: args }], responses: [] },
  expected: { attempts: 0, outcomes: [{ throws }] },
})

const literal = (value: unknown) => (typeof value === 'bigint' ? `${value}n` : JSON.stringify(value))

const euros = converts('toMinorUnits', ['201.11', 'EUR'], 20111n)
const yen = converts('toMinorUnits', ['99999', 'JPY'], 99999n)
const back = converts('fromMinorUnits', [20111n, 'EUR'], '201.11')

/** Exact conversion between the contract's decimal strings and integer minor units. */
export const money: Case[] = [
  ...[euros, yen, back],
  converts('toMinorUnits', ['0.00', 'EUR'], 0n),
  converts('toMinorUnits', ['0.07', 'EUR'], 7n),
  converts('toMinorUnits', ['-5.00', 'EUR'], -500n),
  converts('toMinorUnits', ['90071992547409.93', 'EUR'], 9007199254740993n),
  converts('toMinorUnits', ['1.234', 'KWD'], 1234n),
  converts('fromMinorUnits', [0n, 'EUR'], '0.00'),
  converts('fromMinorUnits', [7n, 'EUR'], '0.07'),
  converts('fromMinorUnits', [-7n, 'EUR'], '-0.07'),
  converts('fromMinorUnits', [99999n, 'JPY'], '99999'),
  converts('fromMinorUnits', [9007199254740993n, 'EUR'], '90071992547409.93'),
  converts('fromMinorUnits', [1234n, 'KWD'], '1.234'),
  refuses('toMinorUnits', ['201.1', 'EUR'], euros),
  refuses('toMinorUnits', ['201.111', 'EUR'], euros),
  refuses('toMinorUnits', ['201,11', 'EUR'], euros),
  refuses('toMinorUnits', ['2.0111e2', 'EUR'], euros),
  refuses('toMinorUnits', [' 201.11', 'EUR'], euros),
  refuses('toMinorUnits', ['', 'EUR'], euros),
  refuses('toMinorUnits', ['201.11', 'JPY'], euros),
  refuses('toMinorUnits', ['201.11', 'euros'], euros),
  refuses('toMinorUnits', ['99999', 'EUR'], yen),
  refuses('fromMinorUnits', [20111n, 'euros'], back),
]
