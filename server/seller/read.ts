import { hash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { Problem } from '../domain/refused.ts'
import type { Seller } from '../domain/seller.ts'
import { Fields, type Report } from './fields.ts'
import { readLogo } from './logo.ts'
import { parseSeller } from './parse.ts'

/** A seller's file that is valid, with its logo. */
export interface SellerVersion {
  seller: Seller
  /** The seller as JSON, as it is stored. */
  content: string
  /** Of `content`. */
  sha256: string
}

/** A text of the file and where it is. */
export interface PlacedText {
  /** Such as `address.city`. */
  path: string
  text: string
  /** File and line. */
  at: string
}

/** Either a version, or at least one problem. */
export interface ReadSeller {
  version: SellerVersion | undefined
  texts: PlacedText[]
  /** All faults of the file with their lines, in the order of the file. */
  problems: Problem[]
}

const MAX_SIZE = 64 * 1024

/** Reads and checks a seller's file and the logo that it names. */
export function readSeller(file: string): ReadSeller {
  const fail = (message: string): ReadSeller => ({ version: undefined, texts: [], problems: [{ at: file, message }] })
  let text: string
  try {
    const stat = statSync(file)
    if (!stat.isFile()) return fail('is not a file')
    if (stat.size > MAX_SIZE) return fail(`has ${stat.size} bytes; at most ${MAX_SIZE} are allowed`)
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    if (error instanceof TypeError) return fail('is not UTF-8; save it in that encoding')
    return fail(`cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`)
  }
  return parseText(file, text)
}

function parseText(file: string, text: string): ReadSeller {
  const lines = new LineCounter()
  const faults: { offset: number; message: string }[] = []
  const texts: PlacedText[] = []
  const at = (offset: number) => `${file}:${lines.linePos(offset).line || 1}`
  const report: Report = {
    problem: (offset, message) => faults.push({ offset, message }),
    text: (name, given, offset) => texts.push({ path: name, text: given, at: at(offset) }),
  }
  // In the failsafe schema, every value is a text: a postal code keeps its zeros.
  const yaml = parseDocument(text, { lineCounter: lines, schema: 'failsafe', prettyErrors: false })
  for (const { pos, message } of [...yaml.errors, ...yaml.warnings])
    report.problem(pos[0], `this is not YAML: ${message}`)
  const folder = path.dirname(file)
  const seller =
    faults.length === 0
      ? parseSeller(new Fields(yaml.contents, '', 0, report), logo => readLogo(path.resolve(folder, logo)))
      : undefined
  const problems = faults
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, message }) => ({ at: at(offset), message }))
  if (!seller || problems.length > 0) return { version: undefined, texts, problems }
  const content = JSON.stringify(seller)
  return { version: { seller, content, sha256: hash('sha256', content) }, texts, problems }
}
