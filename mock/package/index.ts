import type * as types from '../types/index.d.ts'
import { createMockWith } from './create.ts'
import { data } from './data.ts'
import { wasmEngine } from './wasm.ts'

const WASM = new URL('./sqlite3.wasm', import.meta.url)

async function readWasm(): Promise<ArrayBuffer | Uint8Array> {
  if (WASM.protocol === 'file:') {
    // Node.js, where fetch does not read files. Bundlers for browsers must not look for the module.
    const name = 'node:fs/promises'
    const { readFile } = await import(/* @vite-ignore */ name)
    return readFile(WASM)
  }
  const response = await fetch(WASM)
  if (!response.ok) throw new Error(`${WASM} cannot be loaded: ${response.status}`)
  return response.arrayBuffer()
}

export const createMock: typeof types.createMock = async options =>
  createMockWith(await wasmEngine(await readWasm(), data.seller), options)
