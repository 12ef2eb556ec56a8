import { runClustrix } from '../../../server/cli/program.ts'
import { invoiceFile } from '../../support/invoice-file.ts'

// A process that runs commands again and again, together with others: issuer.ts DATABASE MILLISECONDS CLOCK
// Prints how many invoices it has issued from files.

const [DATABASE = '', milliseconds = '0', CLOCK = ''] = process.argv.slice(2)

const run = async (args: string[], input = '') => {
  let err = ''
  const exitCode = await runClustrix(args, {
    env: { DATABASE, CLOCK },
    systemUser: 'operator',
    isInteractive: false,
    hasColour: false,
    print: () => {},
    printError: text => {
      err += text
    },
    ask: async () => '',
    readInput: async () => input,
  })
  if (exitCode !== 0) throw new Error(err)
}

process.send?.('ready')
await new Promise(resolve => process.once('message', resolve))
let issued = 0
for (const end = performance.now() + Number(milliseconds); performance.now() < end; issued += 2) {
  await run(['invoice', 'issue', '-'], JSON.stringify([invoiceFile(), invoiceFile({ client_id: 5 })]))
  await run(['tick'])
}
process.send?.(issued, () => process.exit())
