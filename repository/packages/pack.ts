import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { addressOf } from './address.ts'

/** The packages that are published. Each is a workspace in the folder of its name. */
export const PACKAGES = ['client', 'mock']

/**
 * Packs a package with its address, which package.json does not have: it follows from where the project is published.
 * @returns the path of the tarball
 */
export async function pack(name: string, repository: string, to: string): Promise<string> {
  const manifest = path.join(name, 'package.json')
  const text = readFileSync(manifest, 'utf8')
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(text), ...addressOf(repository, name) }, null, 2))
  try {
    const { stdout } = await promisify(execFile)('npm', ['pack', '--workspace', name, '--pack-destination', to])
    return path.join(to, stdout.trim().split('\n').at(-1) ?? '')
  } finally {
    writeFileSync(manifest, text)
  }
}
