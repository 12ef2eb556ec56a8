import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Where files stand whole or not at all, whenever the program is killed. */
export interface Folder {
  /** @param etag what the server calls this version, if it does */
  save(name: string, content: string | Uint8Array, etag?: string): Promise<void>
  /** The ETag of a file that stands as it was saved; undefined for one that is missing or has changed since. */
  etagOf(name: string): Promise<string | undefined>
}

/** Beside the files there is `.sync` in it, for what is being written and for ETags. */
export async function openFolder(to: string): Promise<Folder> {
  // A rename is only atomic on the same file system.
  const aside = path.join(to, '.sync')
  await mkdir(aside, { recursive: true })
  for (const left of await readdir(aside)) if (left.endsWith('.part')) await rm(path.join(aside, left), { force: true })

  async function write(target: string, content: string | Uint8Array): Promise<void> {
    const part = path.join(aside, `${randomUUID()}.part`)
    await writeFile(part, content, { flush: true })
    await rename(part, target)
  }

  return {
    async save(name, content, etag) {
      await write(path.join(to, name), content)
      // A kill between the two leaves an ETag beside another file than its own; the hash tells.
      if (etag) await write(path.join(aside, `${name}.etag`), `${hashOf(content)} ${etag}`)
    },
    async etagOf(name) {
      const content = await contentOf(path.join(to, name))
      const note = await contentOf(path.join(aside, `${name}.etag`))
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
