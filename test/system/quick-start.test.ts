import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { type ServerProcess, startServer } from '../support/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const execute = promisify(execFile)

const start = () => startServer({ env: { DATABASE: path.join(temporaryFolder(), 'new.db') } })

/** The lines of the banner that a person pastes. */
const pasted = ({ output }: ServerProcess) => output.stdout.split('\n').filter(line => /^(TOKEN=|curl )/.test(line))

describe.each(['bash', 'sh'])('in %s', shell => {
  test('the two lines that the server prints can be pasted and list the invoices', async () => {
    const server = await start()
    const lines = pasted(server)
    expect(lines).toHaveLength(2)
    const { stdout } = await execute(shell, ['-c', lines.join('\n')])
    const { data, meta } = JSON.parse(stdout)
    expect([data[0].number, data.length, meta.total]).toEqual(['INV-2026-0012', 8, 8])
  })

  test('the quick start works as typed', async () => {
    const { origin } = await start()
    const login = `curl -X POST ${origin}/api/v1/auth/token -H "Accept: application/json" \\
      -d "email=you@company.com&password=${DEMO_PASSWORD}&name=My laptop"`
    const created = JSON.parse((await execute(shell, ['-c', login])).stdout)
    expect(created).toEqual({
      token: expect.stringMatching(/^\d+\|\w{48}$/),
      token_name: 'My laptop',
      user: { id: 7, email: 'you@company.com', client_id: 4, client_name: 'Acme Corp' },
    })
    const list = `curl ${origin}/api/v1/invoices -H "Authorization: Bearer ${created.token}" -H "Accept: application/json"`
    expect(JSON.parse((await execute(shell, ['-c', list])).stdout).data[0]).toMatchObject({ number: 'INV-2026-0012' })
  })
})

test('the banner comes before the log', async () => {
  const server = await start()
  await server.call('/healthz')
  server.kill('SIGTERM')
  const { stdout, stderr } = await server.exited
  const [banner = '', log = ''] = stdout.split(/\n\n(?=\{)/)
  expect(banner).toMatch(
    /^\nServing demo data on http:\/\/127\.0\.0\.1:\d+\. Paste [^\n]+:\n\nTOKEN=[^\n]+\ncurl [^\n]+$/,
  )
  const events = log
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).event)
  expect([events, stderr]).toEqual([['request', 'stopping'], ''])
})
