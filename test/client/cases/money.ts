import type { Case } from './runner/case.ts'

const gives = (operation: string, args: unknown[], value: unknown): Case => ({
  name: `${operation}(${args.map(shown).join(', ')}) is ${shown(value)}`,
  input: { calls: [{ operation, arguments: args }], answers: [] },
  expected: { attempts: 0, outcomes: [{ value }] },
})

/** @param instead the argument that would be taken in the place of the one that differs */
const refuses = (operation: string, args: unknown[], unlike: Case, throws = 'Error'): Case => ({
  name: `${operation}(${args.map(shown).join(', ')}) is not taken`,
  unlike: unlike.name,
  input: { calls: [{ operation, arguments: args }], answers: [] },
  expected: { attempts: 0, outcomes: [{ throws }] },
})

const shown = (value: unknown) => (typeof value === 'bigint' ? `${value}n` : JSON.stringify(value))

const euros = gives('toMinorUnits', ['201.11', 'EUR'], 20111n)
const yen = gives('toMinorUnits', ['99999', 'JPY'], 99999n)
const back = gives('fromMinorUnits', [20111n, 'EUR'], '201.11')

/** Amounts between the contract's decimal strings and integer minor units, exactly. */
export const money: Case[] = [
  ...[euros, yen, back],
  gives('toMinorUnits', ['0.00', 'EUR'], 0n),
  gives('toMinorUnits', ['0.07', 'EUR'], 7n),
  gives('toMinorUnits', ['-5.00', 'EUR'], -500n),
  gives('toMinorUnits', ['90071992547409.93', 'EUR'], 9007199254740993n),
  gives('toMinorUnits', ['1.234', 'KWD'], 1234n),
  gives('fromMinorUnits', [0n, 'EUR'], '0.00'),
  gives('fromMinorUnits', [7n, 'EUR'], '0.07'),
  gives('fromMinorUnits', [-7n, 'EUR'], '-0.07'),
  gives('fromMinorUnits', [99999n, 'JPY'], '99999'),
  gives('fromMinorUnits', [9007199254740993n, 'EUR'], '90071992547409.93'),
  gives('fromMinorUnits', [1234n, 'KWD'], '1.234'),
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
