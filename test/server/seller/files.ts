import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A seller's file that production accepts. */
export const SELLER_FILE = 'test/support/seller.yaml'

export const sellerText = readFileSync(SELLER_FILE, 'utf8').replace(/^logo: .*$/m, 'logo: logo.svg')

const svg = readFileSync('seller.example.svg', 'utf8')

/** Writes a file and its logo into a folder that is removed after the test. Returns its path. */
export function writeSeller(text: string | Uint8Array, files: Record<string, string | Uint8Array> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-seller-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries({ 'logo.svg': svg, ...files, 'seller.yaml': text }))
    writeFileSync(path.join(folder, name), content)
  return path.join(folder, 'seller.yaml')
}

/** A copy of the valid file with one change. Throws if the change does not apply. */
export function changed(from: string | RegExp, to: string): string {
  const text = sellerText.replace(from, to)
  if (text === sellerText) throw new Error(`${from} is not in the file`)
  return text
}
