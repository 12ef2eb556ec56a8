import { describe } from 'vitest'
import { sharedServer } from '../support/postgres/demo.ts'
import { limits } from './limits.ts'
import { clientRaces } from './races/clients.ts'
import { idRaces } from './races/ids.ts'
import { paymentRaces } from './races/payments.ts'
import { processRaces } from './races/processes.ts'
import { sameKeyRaces } from './races/same-key.ts'
import { ticketRaces } from './races/tickets.ts'
import { roundTrips } from './round-trips.ts'
import type { Open } from './support.ts'

const server = await sharedServer()

describe.skipIf(!server)('at the same time', () => {
  if (!server) return
  const open: Open = async () => (await server.lend('demo')).database
  paymentRaces(open)
  ticketRaces(open)
  clientRaces(open)
  idRaces(open)
  sameKeyRaces(open)
  processRaces(() => server)
  roundTrips(() => server)
  limits(() => server)
})
