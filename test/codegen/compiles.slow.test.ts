import { readdirSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { generate, targetsIn } from '../../codegen/outputs.ts'
import { loadDocument } from '../../openapi/read.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const FIXTURES = path.join(import.meta.dirname, 'fixtures')

/** What the compiler, as strict as this project is, says of sources that are written nowhere. */
function errorsOf(sources: Map<string, string>): string[] {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, files: [...sources.keys()], include: [] },
    ts.sys,
    ROOT,
  )
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists, directoryExists } = host
  host.readFile = file => sources.get(file) ?? readFile(file)
  host.fileExists = file => sources.has(file) || fileExists(file)
  host.directoryExists = folder =>
    [...sources.keys()].some(file => file.startsWith(`${folder}/`)) || directoryExists?.(folder) === true
  const program = ts.createProgram([...sources.keys()], options, host)
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const place = file ? `${path.basename(path.dirname(file.fileName))}/${path.basename(file.fileName)}` : ''
    const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1
    return `${place}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
}

async function sourcesOf(fixtures: string[]): Promise<Map<string, string>> {
  const sources = new Map<string, string>()
  for (const fixture of fixtures) {
    // Beside this test, where the packages are found.
    const targets = targetsIn(path.join(import.meta.dirname, 'generated', path.parse(fixture).name))
    const outputs = await generate(loadDocument(path.join(FIXTURES, fixture)), targets)
    for (const { file, text } of outputs) sources.set(file, text)
  }
  return sources
}

test('the code that is generated for the fixtures compiles under the strictest options', async () => {
  const fixtures = readdirSync(FIXTURES)
  const sources = await sourcesOf(fixtures)
  expect(sources.size).toBe(3 * fixtures.length)
  expect(errorsOf(sources)).toEqual([])

  // The compiler is asked indeed.
  const [file = ''] = sources.keys()
  expect(errorsOf(new Map([[file, 'export const one: string = 1\n']]))).toEqual([
    expect.stringMatching(/^empty\/schemas\.gen\.ts:1 Type 'number' is not assignable/),
  ])
}, 60_000)
