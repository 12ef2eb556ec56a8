import { hash, randomBytes } from 'node:crypto'
import { openCopy, openFile } from '../../server/database/sqlite/node.ts'
import { sampleSeller } from '../../server/seller/sample.ts'
import type { Engine } from '../world/world.ts'

/** Databases in memory by better-sqlite3. */
export const nodeEngine: Engine = {
  sha256: data => hash('sha256', data),
  random: randomBytes,
  seller: sampleSeller().seller,
  openNew: () => openFile(':memory:'),
  openCopy: async bytes => openCopy(bytes),
}
