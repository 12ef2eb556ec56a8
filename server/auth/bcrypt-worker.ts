import { parentPort } from 'node:worker_threads'
import { compareSync } from 'bcryptjs'

/** A password to compare with a stored hash. */
export interface BcryptCheck {
  id: number
  password: string
  stored: string
}

export interface BcryptResult {
  id: number
  matches: boolean
}

parentPort?.on('message', ({ id, password, stored }: BcryptCheck) => {
  parentPort?.postMessage({ id, matches: compareSync(password, stored) } satisfies BcryptResult)
})
