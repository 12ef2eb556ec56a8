import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { loadDocument } from '../../openapi/read.ts'
import { toBase64 } from '../control/bodies.ts'
import type { Data } from '../package/data.ts'
import { mockUsers } from '../world/seed.ts'
import { nodeEngine, seedOnNode } from './engine.ts'

const CONTRACT = 'openapi.yaml'

/** Builds @clustrix/mock. @param out the folder for the files */
export async function buildMock(out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const data = await collectData()
  const shared: BuildOptions = {
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    define: { MOCK_DATA: JSON.stringify(data) },
    plugins: [englishOnly],
    outdir: out,
  }
  const entry = (name: string) => ({ in: `mock/package/${name}.ts`, out: name })
  const anywhere = {
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['browser', 'import'],
  } satisfies BuildOptions
  // One script each, because a service worker loads no other.
  for (const name of ['index', 'worker', 'msw', 'playwright'])
    await build({ ...shared, ...anywhere, entryPoints: [entry(name)] })
  await build({ ...shared, platform: 'node', entryPoints: [entry('node')] })
  for (const file of globSync('mock/types/*.d.ts')) {
    const text = readFileSync(file, 'utf8').replaceAll("'./index.d.ts'", "'./index.js'")
    writeFileSync(path.join(out, path.basename(file)), text)
  }
  const sqlite = createRequire(import.meta.url).resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm')
  copyFileSync(sqlite, path.join(out, 'sqlite3.wasm'))
}

async function collectData(): Promise<Data> {
  return {
    contract: JSON.stringify(loadDocument(CONTRACT).root),
    seed: toBase64(await seedOnNode()),
    users: mockUsers,
    seller: nodeEngine.seller,
  }
}

/** zod brings its messages in 50 languages, a fifth of the whole script. The API has its own messages. */
const englishOnly: Plugin = {
  name: 'zod in English',
  setup(current) {
    current.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
      loader: 'js',
    }))
  },
}
