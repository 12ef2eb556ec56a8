import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** A folder in which every file is complete, even if the program is killed while writing. */
export interface Folder {
  /** @param etag the server's ETag for this content, if it sent one */
  save(name: string, content: string | Uint8Array, etag?: string): Promise<void>
  /** The ETag of a file as it was saved; undefined if the file is missing or has changed since. */
  etagOf(name: string): Promise<string | undefined>
}

/** Creates the folder if needed. Its subfolder `.sync` has ETags and the files that are being written. */
export async function openFolder(to: string): Promise<Folder> {
  // Inside the folder, because a rename is only atomic on the same file system.
  const syncFolder = path.join(to, '.sync')
  await mkdir(syncFolder, { recursive: true })
  for (const name of await readdir(syncFolder))
    if (name.endsWith('.part')) await rm(path.join(syncFolder, name), { force: true })

  async function write(target: string, content: string | Uint8Array): Promise<void> {
    const part = path.join(syncFolder, `${randomUUID()}.part`)
    await writeFile(part, content, { flush: true })
    await rename(part, target)
  }

  return {
    async save(name, content, etag) {
      await write(path.join(to, name), content)
      // If the program is killed between the two writes, the ETag belongs to an older file. The hash shows that.
      if (etag) await write(path.join(syncFolder, `${name}.etag`), `${hashOf(content)} ${etag}`)
    },
    async etagOf(name) {
      const content = await contentOf(path.join(to, name))
      const note = await contentOf(path.join(syncFolder, `${name}.etag`))
      if (!content || !note) return undefined
      const [hash, etag] = note.toString().split(/ (.+)/s)
      return hash === hashOf(content) ? etag : undefined
    },
  }
}

const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

async function contentOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return undefined
  }
}
