import { parentPort, workerData } from 'node:worker_threads'
import { openFile } from '../../../../server/database/sqlite/node.ts'

// Opens each file like a separate process, at the same time as the other openers.

const { files, arrived, openers } = workerData as { files: string[]; arrived: Int32Array; openers: number }

async function openAtOnce(file: string, index: number): Promise<unknown> {
  Atomics.add(arrived, index, 1)
  while (Atomics.load(arrived, index) < openers);
  try {
    const database = await openFile(file, { patience: 5_000 })
    const row = await database.one<{ user_version: number }>('PRAGMA user_version')
    await database.close()
    return row?.user_version
  } catch (error) {
    return String(error)
  }
}

const versions: unknown[] = []
for (const [index, file] of files.entries()) versions.push(await openAtOnce(file, index))
parentPort?.postMessage(versions)
