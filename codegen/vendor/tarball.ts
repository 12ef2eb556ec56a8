import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { CommandError } from '../../openapi/cli/command-error.ts'
import { type Files, readFolder } from './folder.ts'

const execute = promisify(execFile)

export interface Pin {
  name: string
  version: string
  /** The registry's `dist.integrity`: sha512 in Base64. */
  integrity: string
}

export type FetchTarball = (pin: Pin) => Promise<Buffer>

/** The ES modules for browsers. Their source maps would double the size. */
const BUILD = 'package/dist/browser'
const PARTS = ['standalone.esm.js', 'chunks']

/** Fetches the tarball from the registry that npm is configured for. */
export const fetchTarball: FetchTarball = ({ name, version }) =>
  withTemporaryFolder(async folder => {
    const args = ['pack', `${name}@${version}`, '--json', '--pack-destination', folder, '--fetch-retries=0']
    const { stdout } = await execute('npm', args).catch(({ stdout, stderr }) => {
      const [, reason = 'npm pack failed'] = /\bcode"?:? "?(\w+)/.exec(`${stdout}${stderr}`) ?? []
      throw new CommandError(`${name}@${version}: cannot be fetched from the npm registry (${reason})`)
    })
    const [{ filename }] = JSON.parse(stdout)
    return readFileSync(path.join(folder, filename))
  })

export function verify(tarball: Buffer, { name, version, integrity }: Pin): void {
  const actual = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
  if (actual !== integrity)
    throw new CommandError(`${name}@${version}: the tarball's integrity is ${actual}, but ${integrity} is pinned`)
}

/** The files of the build that a browser loads. */
export const unpack = (tarball: Buffer): Promise<Files> =>
  withTemporaryFolder(async folder => {
    const file = path.join(folder, 'package.tgz')
    writeFileSync(file, tarball)
    const parts = PARTS.map(part => `${BUILD}/${part}`)
    await execute('tar', ['-xzf', file, '-C', folder, '--exclude=*.map', ...parts])
    return readFolder(path.join(folder, BUILD))
  })

async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vendor-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
