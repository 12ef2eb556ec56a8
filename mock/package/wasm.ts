import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import sqlite3InitModule from '@sqlite.org/sqlite-wasm'
import { openWasm } from '../engine/wasm-driver.ts'
import type { Engine } from '../world/world.ts'
import { engineOf } from './engine.ts'

/** Databases in memory need none of them, and installing them prints warnings outside browsers. */
const WITHOUT_FILES = {
  disable: { vfs: { opfs: true, 'opfs-vfs': true, 'opfs-wl': true, 'opfs-sahpool': true, kvvfs: true } },
}

/** SQLite's WebAssembly build, with SHA-256 in JavaScript, because that of browsers is asynchronous. @param wasm the bytes of sqlite3.wasm */
export async function wasmEngine(wasm: ArrayBuffer | Uint8Array, seller: Engine['seller']): Promise<Engine> {
  Object.assign(globalThis, { sqlite3ApiConfig: { warn: () => {}, debug: () => {}, ...WITHOUT_FILES } })
  // The build's options are not in its types. https://emscripten.org/docs/api_reference/module.html
  const init = sqlite3InitModule as (options: {
    wasmBinary: ArrayBuffer | Uint8Array
  }) => ReturnType<typeof sqlite3InitModule>
  const sqlite3 = await init({ wasmBinary: wasm })
  return engineOf(
    bytes => openWasm(sqlite3, bytes),
    value => bytesToHex(sha256(typeof value === 'string' ? utf8ToBytes(value) : value)),
    seller,
  )
}
