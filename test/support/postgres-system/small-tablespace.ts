import { execFileSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Portal } from './portal.ts'
import { account, createFolder, removeFolder } from './programs.ts'
import { query } from './psql.ts'

function mount(folder: string): void {
  const options = `size=4m,mode=0700,uid=${account.uid},gid=${account.gid}`
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' })
}

const unmount = (folder: string) => execFileSync('umount', [folder])

export function canMount(): boolean {
  if (account.uid === undefined) return false
  const folder = createFolder('mount')
  try {
    mount(folder)
    unmount(folder)
    return true
  } catch {
    return false
  } finally {
    removeFolder(folder)
  }
}

/** Moves the tickets to a file system of 4 MB of their own. */
export async function createSmallTablespace({ adminUrl }: Portal) {
  const folder = createFolder('tablespace')
  mount(folder)
  onTestFinished(async () => {
    await query(adminUrl, 'ALTER TABLE tickets SET TABLESPACE pg_default')
    await query(adminUrl, 'DROP TABLESPACE small')
    unmount(folder)
    removeFolder(folder)
  })
  await query(adminUrl, `CREATE TABLESPACE small LOCATION '${folder}'`)
  await query(adminUrl, 'ALTER TABLE tickets SET TABLESPACE small')
  const filler = path.join(folder, 'filler')
  return {
    async fill() {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(bavail * bsize))
    },
    clear: async () => rmSync(filler),
  }
}
