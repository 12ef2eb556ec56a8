import { readFileSync, statSync } from 'node:fs'
import type { Logo } from '../domain/seller.ts'
import { readPng } from './png.ts'
import { readSvg } from './svg/read.ts'
import { SvgRefused } from './svg/xml.ts'

/** Bytes. The logo is stored with every version of the seller. */
const MAX_SIZE = 256 * 1024

/** Reads a logo. Returns what is wrong with it as a text. */
export function readLogo(file: string): Logo | string {
  try {
    const { size } = statSync(file)
    if (size > MAX_SIZE) return `${file} has ${size} bytes; at most ${MAX_SIZE} are allowed`
    const bytes = readFileSync(file)
    if (/\.svg$/i.test(file)) return readSvg(bytes.toString('utf8'))
    if (!/\.png$/i.test(file)) return `${file} must be an .svg or .png file`
    const png = readPng(bytes)
    return typeof png === 'string' ? `${file} ${png}` : png
  } catch (error) {
    if (error instanceof SvgRefused) return `${file} ${error.message}`
    return `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`
  }
}
