import { hash, randomBytes } from 'node:crypto'
import { openCopy, openFile } from '../../server/database/sqlite/node.ts'
import { sampleSeller } from '../../server/seller/sample.ts'
import { seedBytes } from '../world/seed.ts'
import type { Engine } from '../world/world.ts'

/** Databases in memory by better-sqlite3. */
export const nodeEngine: Engine = {
  sha256: data => hash('sha256', data),
  random: randomBytes,
  seller: sampleSeller().seller,
  openCopy: async bytes => openCopy(bytes),
}

/** The database that each world starts with. */
export const seedOnNode = async (): Promise<Uint8Array> => seedBytes(await openFile(':memory:'), nodeEngine.sha256)
