import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { faults } from './faults.ts'
import { serveFault } from './server.ts'
import { targetOf } from './targets.ts'

const PROGRAM = 'test/client/hostile/program.ts'

test.each(['listInvoices', 'getInvoicePdf', 'createTicket'])(
  'a program that calls %s exits when its calls have ended, whatever the fault',
  async id => {
    const target = targetOf(id)
    const servers = await Promise.all(faults.map(fault => serveFault(fault, target)))
    const urls = servers.map(({ baseUrl }) => baseUrl)
    const child = spawn(process.execPath, ['--conditions=@clustrix/source', PROGRAM, id, ...urls])
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    const closed = new Promise(resolve => child.on('close', resolve))
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed])
    expect({ stdout, stderr, code }).toEqual({ stdout: `${faults.length} calls, 0 timers\n`, stderr: '', code: 0 })
  },
  30_000,
)
