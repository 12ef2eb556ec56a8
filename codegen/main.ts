// npm run generate [-- --check] [-- --spec FILE --out DIR]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { DocumentError, loadDocument } from '../openapi/document.ts'
import { generate, houseTargets, type Output, targetsIn } from './outputs.ts'

const USAGE = 'Usage: npm run generate [-- --check] [-- --spec FILE --out DIR]'

try {
  const { check, spec, out } = readArguments()
  const targets = out === undefined ? houseTargets : targetsIn(out)
  const outputs = await generate(loadDocument(spec), targets)
  process.exitCode = check ? compare(outputs) : write(outputs)
} catch (error) {
  if (!(error instanceof DocumentError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

function readArguments(): { check: boolean; spec: string; out: string | undefined } {
  try {
    const options = { check: { type: 'boolean' }, spec: { type: 'string' }, out: { type: 'string' } } as const
    const { check = false, spec, out } = parseArgs({ options }).values
    if ((spec === undefined) !== (out === undefined)) throw new Error('--spec and --out go together')
    return { check, spec: spec ?? 'openapi.yaml', out }
  } catch (error) {
    throw new DocumentError(`${(error as Error).message}\n${USAGE}`)
  }
}

function write(outputs: Output[]): number {
  for (const { file, text } of outputs) {
    if (read(file) === text) continue
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
    console.log(`wrote ${file}`)
  }
  return 0
}

/** A file that is not what the document gives now was edited or not generated again. */
function compare(outputs: Output[]): number {
  const drifted = outputs.filter(({ file, text }) => read(file) !== text)
  for (const { file } of drifted) console.error(`${file} is not what openapi.yaml gives; run npm run generate`)
  return drifted.length > 0 ? 1 : 0
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
