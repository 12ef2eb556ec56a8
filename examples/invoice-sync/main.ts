// node main.ts --to FOLDER
import { parseArgs } from 'node:util'
import { parseOrUsage, runProgram, UsageError } from '../connect.ts'
import { syncInvoices } from './sync.ts'

const USAGE = 'invoice-sync --to FOLDER'

await runProgram(
  args => {
    const { to } = parseOrUsage(USAGE, () => parseArgs({ args, options: { to: { type: 'string' } } })).values
    if (!to) throw new UsageError(`--to is required. Usage: ${USAGE}`)
    return to
  },
  (api, to) => syncInvoices(api, to, console),
)
