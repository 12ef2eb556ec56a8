import { isApiError } from '@clustrix/client'
import { expect } from 'vitest'
import type { UnreliableApp } from './unreliable-app.ts'

export interface Write {
  name: string
  /** Whether the client got a success. If not, the server may or may not have done it. */
  isConfirmed: boolean
}

export const subjects = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `Disk ${index} is full`)

/** Runs writes, 20 at a time. Each must end in a success or in an ApiError without a response. */
export async function writeAll(names: string[], write: (name: string) => Promise<unknown>): Promise<Write[]> {
  const waiting = [...names]
  const written: Write[] = []
  const unexpected: unknown[] = []
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      try {
        await write(name)
        written.push({ name, isConfirmed: true })
      } catch (error) {
        if (!isApiError(error) || error.status !== 0) unexpected.push(error)
        written.push({ name, isConfirmed: false })
      }
    }
  }
  await Promise.all(Array.from({ length: 20 }, worker))
  expect(unexpected).toEqual([])
  return written
}

export const createTickets = ({ api }: UnreliableApp, names: string[]): Promise<Write[]> =>
  writeAll(names, subject => api.orThrow.POST('/api/v1/tickets', { body: { subject, body: 'On web-3.' } }))

/** The subjects of all tickets that a test created. */
export async function createdSubjects({ direct }: UnreliableApp): Promise<string[]> {
  const found: string[] = []
  for await (const { subject } of direct.items('/api/v1/tickets', { params: { query: { per_page: 100 } } }))
    if (/^Disk \d+ is full$/.test(subject)) found.push(subject)
  return found
}

/** Compares what was written with what the server has. */
export const compareWrites = (written: Write[], stored: string[]) => ({
  duplicated: stored.filter((name, index) => stored.indexOf(name) !== index),
  lost: written.filter(({ name, isConfirmed }) => isConfirmed && !stored.includes(name)).map(({ name }) => name),
  unexpected: stored.filter(name => !written.some(write => write.name === name)),
})

export const NO_DIFFERENCE = { duplicated: [], lost: [], unexpected: [] }
