import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { startServer } from '../../support/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { count, serve, ticketsOf } from './running.ts'

const PACKAGES = ['Illuminate/Http', 'Illuminate/Container', 'GuzzleHttp'].map(name => `${name}/autoload.php`)

/** What Laravel does before it runs a program. */
const BOOT = `<?php
${PACKAGES.map(file => `require '${file}';`).join('\n')}
Illuminate\\Support\\Facades\\Facade::setFacadeApplication(new Illuminate\\Container\\Container());
`

const section = readFileSync('examples/README.md', 'utf8').split('## Laravel\n')[1]?.split('\n## ')[0] ?? ''
const [program = '', printed = ''] = [...section.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, block]) => block)

function run(origin: string, change = (text: string) => text) {
  const folder = temporaryFolder()
  const write = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text)
    return path.join(folder, name)
  }
  const boot = write('boot.php', BOOT)
  const file = write('program.php', change(program.replaceAll('http://127.0.0.1:3000', origin)))
  return new Promise<{ code: number | string; stdout: string; stderr: string }>(resolve =>
    execFile('/usr/bin/php', ['-d', `auto_prepend_file=${boot}`, file], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    ),
  )
}

const isInstalled = PACKAGES.every(file => existsSync(path.join('/usr/share/php', file)))

// Ubuntu may not have these packages, and .ci/install leaves them out there.
const RELEASE = '/etc/os-release'
const isDebian = existsSync(RELEASE) && /^ID=debian$/m.test(readFileSync(RELEASE, 'utf8'))

describe.runIf(isInstalled || isDebian)('the program for Laravel', () => {
  test('prints the output in the README', async () => {
    const { origin } = await startServer({ env: { DATABASE: ':memory:', CLOCK: '2026-11-22T12:00:00Z' } })
    expect(await run(origin)).toEqual({ code: 0, stdout: printed, stderr: '' })
  })

  test('follows links.next, waits for Retry-After, and opens one ticket', async () => {
    const { app, seen, env } = await serve(
      (_, all) => {
        const isFirst = all.at(-1)?.target === 'GET /api/v1/invoices' && count(all, 'GET /api/v1/invoices') === 1
        const body = { message: 'Later.', code: 'any' }
        return isFirst ? Response.json(body, { status: 429, headers: { 'Retry-After': '2' } }) : undefined
      },
      all =>
        count(all, 'GET /api/v1/invoices') === 4 && count(all, 'POST /api/v1/tickets') === 0
          ? 'response truncated'
          : 'none',
    )
    const ran = await run(env.CLUSTRIX_URL, text => text.replace('per_page=100', 'per_page=3'))
    expect(ran).toEqual({ code: 0, stdout: printed, stderr: '' })
    const [limited, second, ...others] = seen.filter(({ target }) => target === 'GET /api/v1/invoices')
    expect((second?.at ?? 0) - (limited?.at ?? 0)).toBeGreaterThanOrEqual(1990)
    expect(others).toHaveLength(2)
    const keys = seen.filter(({ target }) => target === 'POST /api/v1/tickets').map(({ key }) => key)
    expect([keys, await ticketsOf(app)]).toEqual([['overdue-INV-2026-0007', 'overdue-INV-2026-0007'], 1])
  })

  test('does not repeat a login whose response was lost', async () => {
    const { seen, env } = await serve(undefined, all => (all.length === 0 ? 'response lost' : 'none'))
    expect((await run(env.CLUSTRIX_URL)).code).not.toBe(0)
    expect(seen).toHaveLength(1)
  })
})
