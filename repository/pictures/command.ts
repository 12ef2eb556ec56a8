import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { defineCommand, type ExitCode, type Values } from '../../openapi/cli/command.ts'
import { type CommandOutput, runCommand } from '../../openapi/cli/run.ts'
import { openCamera } from './camera.ts'
import { takeInvoice } from './invoice.ts'
import { reviewOfChange } from './review.ts'
import { startDemoServer } from './server.ts'

const COMMAND = defineCommand({
  name: 'npm run pictures',
  summary:
    'Takes the pictures of README.md: an invoice, the reference at /docs, and a review. Needs chromium and pdftoppm.',
  options: {
    out: { type: 'string', value: 'DIR', default: 'docs/pictures', help: 'The folder to write to.' },
    port: {
      type: 'number',
      value: 'N',
      min: 0,
      max: 65535,
      default: 3000,
      help: 'The port of the server, which the picture of /docs shows.',
    },
  },
  exitCodes: ['all are written', undefined, 'one could not be taken'],
  examples: ['npm run pictures'],
})

export const runPictures = (args: string[], output: CommandOutput): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, given => takePictures(given, output))

const WINDOW = { width: 1200, height: 680 }

async function takePictures({ out, port }: Values<typeof COMMAND.options>, output: CommandOutput): Promise<0> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'clustrix-pictures-'))
  mkdirSync(out, { recursive: true })
  const file = (name: string) => path.join(out, `${name}.png`)
  const review = pathToFileURL(reviewOfChange(scratch))
  const server = await startDemoServer(port)
  const camera = await openCamera(path.join(scratch, 'profile'))
  try {
    await takeInvoice(file('invoice'), server.origin, scratch)
    await camera.take(file('docs'), {
      ...WINDOW,
      url: `${server.origin}/docs#tag/invoices/listInvoices`,
      ready: `document.body.innerText.includes('Query Parameters')`,
    })
    await camera.take(file('review'), {
      ...WINDOW,
      url: `${review}#operation/listInvoices`,
      ready: `document.body.innerText.includes('no longer allows')`,
    })
  } finally {
    await camera.close()
    server.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
  output.log(`Look at the pictures in ${out} before you commit them.`)
  return 0
}
