import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Sha256 } from '../../domain/hashes.ts'
import { ASSETS, type WebAsset, type WebAssets } from '../../http/web-assets.ts'

const compress = promisify(gzip)

const { version } = JSON.parse(readFileSync(new URL('../vendor/scalar.json', import.meta.url), 'utf8'))
const VENDORED = `scalar-${version}/`
const VENDORED_FILE = /^(?:chunks\/)?[\w-][\w.-]*\.js$/

/** The files that the page loads. Each is read, hashed and compressed at the first request for it; the compressed file is kept. */
export function createAssets(sha256: Sha256) {
  const boot = new URL('boot.js', import.meta.url)
  const bootName = `boot-${sha256(readFileSync(boot)).slice(0, 16)}.js`
  const kept = new Map<string, Promise<WebAsset>>()

  function fileOf(name: string): URL | undefined {
    if (name === bootName) return boot
    const file = name.startsWith(VENDORED) ? name.slice(VENDORED.length) : ''
    return VENDORED_FILE.test(file) ? new URL(`../vendor/scalar/${file}`, import.meta.url) : undefined
  }

  async function load(file: URL): Promise<WebAsset> {
    const body = await readFile(file)
    const etag = sha256(body).slice(0, 32)
    const compressed = await compress(body)
    return {
      type: 'text/javascript; charset=utf-8',
      plain: { etag: `"${etag}"`, body: () => readFile(file) },
      gzip: { etag: `"${etag}-gzip"`, body: async () => compressed },
    }
  }

  const asset: WebAssets = async name => {
    const file = fileOf(name)
    if (!file) return undefined
    const loading = kept.get(name) ?? load(file)
    kept.set(name, loading)
    try {
      return await loading
    } catch (error) {
      kept.delete(name)
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
  return { asset, boot: ASSETS + bootName, module: `${ASSETS}${VENDORED}standalone.esm.js` }
}
