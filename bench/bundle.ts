import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

export interface Bundle {
  text: string
  /** Bytes, minified and then compressed. */
  minified: number
  gzipped: number
}

/** A program as a browser gets it, openapi-fetch included. @param program an ES module that imports from `@clustrix/client` */
export async function bundle(program: string): Promise<Bundle> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@clustrix/source'],
    write: false,
  })
  const text = outputFiles.map(file => file.text).join('')
  return { text, minified: Buffer.byteLength(text), gzipped: gzipSync(text, { level: 9 }).length }
}
