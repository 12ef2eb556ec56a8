import { afterAll, describe, onTestFinished } from 'vitest'
import { openDatabase } from '../../server/database/open.ts'
import { startDemoServer } from '../support/postgres/demo.ts'
import { limits } from './limits.ts'
import { clientRaces } from './races/clients.ts'
import { idRaces } from './races/ids.ts'
import { paymentRaces } from './races/payments.ts'
import { processRaces } from './races/processes.ts'
import { sameKeyRaces } from './races/same-key.ts'
import { ticketRaces } from './races/tickets.ts'
import { roundTrips } from './round-trips.ts'
import type { Open } from './support.ts'

// Two transactions wait for each other only in the test that wants it.
const server = await startDemoServer({ settings: ['deadlock_timeout=50ms'] })
afterAll(() => server?.stop())

const open: Open = async () => {
  const database = await openDatabase((await server?.newDemo()) ?? '')
  onTestFinished(() => database.close())
  return database
}

describe.skipIf(!server)('at the same time', () => {
  paymentRaces(open)
  ticketRaces(open)
  clientRaces(open)
  idRaces(open)
  sameKeyRaces(open)
  if (server) processRaces(() => server)
  if (server) roundTrips(() => server)
  if (server) limits(() => server)
})
