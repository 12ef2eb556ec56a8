import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../../../server/database/open.ts'
import { listen, pretend } from '../../../support/postgres/fake-server.ts'

const PLAIN = '?sslmode=disable&connect_timeout=1'

describe('opening is refused in one line, without the password,', () => {
  const refused = async (port: number) =>
    openDatabase(`postgres://me:hunter2@127.0.0.1:${port}/x${PLAIN}`).then(
      () => 'opened',
      (error: Error) => error.message.replace(String(port), 'PORT'),
    )

  test('if the server is too old', async () => {
    expect(await refused(await listen(pretend('14.9 (Debian 14.9-1)')))).toBe(
      'The database postgres://127.0.0.1:PORT/x cannot be used: PostgreSQL 14.9 is too old; it must be 15 or later',
    )
  })

  test('if the server closes the connection', async () => {
    expect(await refused(await listen(socket => socket.destroy()))).toMatch(/^The database .* cannot be used: .*\w$/)
  })

  test('if the server does not respond within connect_timeout', async () => {
    const start = performance.now()
    expect(await refused(await listen(() => {}))).toBe(
      'The database postgres://127.0.0.1:PORT/x cannot be used: timeout expired',
    )
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
