// node main.ts < alerts.json
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { parseOrUsage, runProgram, UsageError } from '../connect.ts'
import { readAlerts } from './alerts.ts'
import { openTickets } from './open-tickets.ts'

const USAGE = 'alert-ticket < alerts.json'

await runProgram(
  async args => {
    parseOrUsage(USAGE, () => parseArgs({ args }))
    if (process.stdin.isTTY) throw new UsageError(`The alerts are read from stdin. Usage: ${USAGE}`)
    return readAlerts(await text(process.stdin))
  },
  (api, alerts) => openTickets(api, alerts, console),
)
