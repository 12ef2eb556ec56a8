import { expect, test } from 'vitest'
import { nodeEngine, seedOnNode } from '../../mock/node/engine.ts'
import { createWorld, mockSettings } from '../../mock/world/world.ts'
import { contract, NOON, yaml } from '../support/app.ts'

test('resets at the same time leave one database open', async () => {
  let open = 0
  const engine = {
    ...nodeEngine,
    async openCopy(bytes: Uint8Array) {
      const database = await nodeEngine.openCopy(bytes)
      open += 1
      const close = database.close.bind(database)
      return Object.assign(database, {
        close() {
          open -= 1
          return close()
        },
      })
    },
  }
  const world = await createWorld(engine, {
    seed: await seedOnNode(),
    now: NOON,
    anyPassword: false,
    settings: mockSettings(100),
    published: { yaml, json: JSON.stringify(contract), readiness: async () => 'ok' },
    log: () => {},
  })
  await Promise.all([world.reset(), world.reset(), world.reset()])
  expect(open).toBe(1)
  expect((await world.fetch(new Request('http://127.0.0.1:4010/api/v1/me'))).status).toBe(401)
})
