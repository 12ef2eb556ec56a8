// node main.ts --to FOLDER
import { parseArgs } from 'node:util'
import { asUsage, program, UsageError } from '../connect.ts'
import { syncInvoices } from './sync.ts'

const USAGE = 'invoice-sync --to FOLDER'

await program(
  args => {
    const { to } = asUsage(USAGE, () => parseArgs({ args, options: { to: { type: 'string' } } })).values
    if (!to) throw new UsageError(`Say where to. Usage: ${USAGE}`)
    return to
  },
  (api, to) => syncInvoices(api, to, console),
)
