import { readFileSync } from 'node:fs'

/** The width and the height of a PNG, from its header. */
export function pngSize(file: string): [width: number, height: number] {
  const bytes = readFileSync(file)
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error(`${file} is no PNG`)
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}
