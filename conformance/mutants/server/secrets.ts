import type { MutantTools, ServerMutant } from '../../in-process/server-mutant.ts'
import { operationOf } from './build/operations.ts'

/** Stores a secret in plain text. */
const storing = (name: string, secretOf: (request: Request, response: Response) => Promise<string>): ServerMutant => ({
  name,
  fetch:
    (fetch, { database }: MutantTools) =>
    async request => {
      const asked = request.clone()
      const response = await fetch(request)
      if (operationOf(request) !== 'createToken' || !response.ok) return response
      await database.run('CREATE TABLE IF NOT EXISTS audit (entry TEXT NOT NULL) STRICT')
      await database.run('INSERT INTO audit (entry) VALUES (:entry)', {
        entry: await secretOf(asked, response.clone()),
      })
      return response
    },
})

export const secrets: readonly ServerMutant[] = [
  storing('stores tokens in plain text', async (_, response) => ((await response.json()) as { token: string }).token),
  storing('stores the responses to logins', async (_, response) => response.text()),
  storing('stores passwords in plain text', async request => request.text()),
  {
    name: 'stores a token next to its hash',
    fetch:
      (fetch, { database }) =>
      async request => {
        const response = await fetch(request)
        if (operationOf(request) !== 'createToken' || !response.ok) return response
        const { token } = (await response.clone().json()) as { token: string }
        const [id = '', secret = ''] = token.split('|')
        await database.run('UPDATE tokens SET name = :secret WHERE id = :id', { id: Number(id), secret })
        return response
      },
  },
]
