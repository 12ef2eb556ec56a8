import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { DocumentError, loadDocument } from '../openapi/document.ts'
import { generate, houseTargets, type Output, targetsIn } from './outputs.ts'

const USAGE = 'Usage: npm run generate [-- --check] [-- --spec FILE --out DIR]'

/** Where lines go. */
export type Lines = Pick<Console, 'log' | 'error'>

/** @returns the exit code: 0 when all is as the document gives it, 1 for a file that drifted (--check), 2 for a refusal */
export async function runGenerate(args: string[], lines: Lines): Promise<0 | 1 | 2> {
  try {
    const { check, spec, out } = readArguments(args)
    const outputs = await generate(loadDocument(spec), out === undefined ? houseTargets : targetsIn(out))
    return check ? compare(outputs, spec, lines) : write(outputs, lines)
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    lines.error(error.message)
    return 2
  }
}

function readArguments(args: string[]): { check: boolean; spec: string; out: string | undefined } {
  try {
    const options = { check: { type: 'boolean' }, spec: { type: 'string' }, out: { type: 'string' } } as const
    const { check = false, spec, out } = parseArgs({ args, options }).values
    if ((spec === undefined) !== (out === undefined)) throw new Error('--spec and --out go together')
    return { check, spec: spec ?? 'openapi.yaml', out }
  } catch (error) {
    throw new DocumentError(`${(error as Error).message}\n${USAGE}`)
  }
}

function write(outputs: Output[], lines: Lines): 0 {
  for (const { file, text } of outputs) {
    if (read(file) === text) continue
    try {
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, text)
    } catch (error) {
      throw new DocumentError(`${file}: cannot be written (${(error as NodeJS.ErrnoException).code})`)
    }
    lines.log(`wrote ${file}`)
  }
  return 0
}

/** A file that is not what the document gives now was edited or not generated again. */
function compare(outputs: Output[], spec: string, lines: Lines): 0 | 1 {
  const drifted = outputs.filter(({ file, text }) => read(file) !== text)
  for (const { file } of drifted) lines.error(`${file} is not what ${spec} gives; run npm run generate`)
  return drifted.length > 0 ? 1 : 0
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
