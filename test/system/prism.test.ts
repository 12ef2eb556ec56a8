import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'

/** Prism's own command, as mock/README.md shows it, on a free port. */
function startPrism(): { prism: ChildProcess; origin: Promise<string> } {
  const prism = spawn('npx', ['prism', 'mock', 'openapi.yaml', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  onTestFinished(() => stop(prism))
  const origin = new Promise<string>((resolve, reject) => {
    let output = ''
    prism.stdout.on('data', chunk => {
      output += chunk
      const listening = /Prism is listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1]
      if (listening) resolve(listening)
    })
    prism.on('close', code => reject(new Error(`Prism ended with code ${code}: ${output}`)))
  })
  return { prism, origin }
}

/** Ends npx with the process that it started. */
function stop({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGTERM')
}

test('npx prism mock openapi.yaml serves the contract by its examples and ends on a signal', async () => {
  const { prism, origin } = startPrism()
  const base = await origin

  const login = await fetch(`${base}/api/v1/auth/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'you@company.com', password: 'correct horse battery staple', name: 'My laptop' }),
  })
  expect([login.status, await login.json()]).toEqual([200, expect.objectContaining({ token: expect.any(String) })])

  const authorization = { Authorization: 'Bearer 2|any' }
  const list = await fetch(`${base}/api/v1/invoices`, { headers: authorization })
  expect([list.status, await list.json()]).toMatchObject([200, { data: expect.any(Array), meta: expect.any(Object) }])

  expect((await fetch(`${base}/api/v1/invoices`)).status).toBe(401)

  const closed = once(prism, 'close')
  stop(prism)
  await closed
  await expect(fetch(base)).rejects.toThrow()
})
