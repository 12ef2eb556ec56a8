import { statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Finding } from './finding.ts'

const LEAST = 200 * 1024 * 1024

/** Whether there is room for a copy of the database, which a migration or a restore may need. */
export function diagnoseDisk(location: string, freeBytes = freeBytesOf): Finding[] {
  const folder = dirname(location)
  if (!statSync(folder, { throwIfNoEntry: false })) return []
  const size = statSync(location, { throwIfNoEntry: false })?.size ?? 0
  const [free, needed] = [freeBytes(folder), Math.max(LEAST, size)]
  const message = `${megabytes(free)} MB free in ${folder}`
  return [{ check: 'disk', message, action: free < needed ? `Free at least ${megabytes(needed)} MB` : null }]
}

function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024)
