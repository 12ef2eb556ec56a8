import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { defineCommand, type ExitCode, type Values } from '../openapi/cli/command.ts'
import { CommandError } from '../openapi/cli/command-error.ts'
import { type CommandOutput, runCommand } from '../openapi/cli/run.ts'
import { loadDocument } from '../openapi/read.ts'
import { generate, type Output, projectTargets, targetsIn } from './outputs.ts'
import { watchFile } from './watch.ts'

const CONTRACT = 'openapi.yaml'

const COMMAND = defineCommand({
  name: 'npm run generate',
  summary:
    'Generates the code of the server and the client from the contract, or schemas, routes and types from another document.',
  options: {
    check: { type: 'boolean', help: 'Write nothing, but fail if a generated file is out of date.' },
    spec: { type: 'string', value: 'FILE', help: 'Another OpenAPI 3.1 document. Needs --out.' },
    out: {
      type: 'string',
      value: 'DIR',
      help: 'The folder for schemas.gen.ts, routes.gen.ts and types.gen.ts. Needs --spec.',
    },
    watch: { type: 'boolean', help: `Generate again whenever ${CONTRACT} is saved.` },
  },
  exitCodes: [
    'the files are up to date',
    'a file is out of date (only with --check)',
    'the contract uses something that is not supported, or a file cannot be read or written',
  ],
  examples: [
    'npm run generate',
    'npm run generate -- --check',
    'npm run generate -- --spec other.yaml --out generated',
  ],
})

type Given = Values<typeof COMMAND.options>

export const runGenerate = (args: string[], output: CommandOutput): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, given => {
    checkCombination(given)
    if (given.watch) watchContract(output)
    return generateFiles(given, output)
  })

function checkCombination({ spec, out, check, watch }: Given): void {
  if ((spec === undefined) !== (out === undefined))
    throw new CommandError('--spec and --out go together: give both or neither')
  if (watch && (check || spec !== undefined))
    throw new CommandError(`--watch is for ${CONTRACT} alone: leave out the other options`)
}

function watchContract(output: CommandOutput): void {
  watchFile(CONTRACT, async () => {
    await runGenerate([], output)
    // The server serves the document, so it must restart even if no generated file changes.
    utimesSync(projectTargets.routes, new Date(), new Date())
  })
}

async function generateFiles({ check, spec = CONTRACT, out }: Given, output: CommandOutput): Promise<0 | 1> {
  const outputs = await generate(loadDocument(spec), out === undefined ? projectTargets : targetsIn(out))
  return check ? compare(outputs, spec, output) : write(outputs, output)
}

function write(outputs: Output[], output: CommandOutput): 0 {
  for (const { file, text } of outputs) {
    if (read(file) === text) continue
    try {
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, text)
    } catch (error) {
      throw new CommandError(`${file}: cannot be written (${(error as NodeJS.ErrnoException).code})`)
    }
    output.log(`wrote ${file}`)
  }
  return 0
}

function compare(outputs: Output[], spec: string, output: CommandOutput): 0 | 1 {
  const drifted = outputs.filter(({ file, text }) => read(file) !== text)
  for (const { file } of drifted) output.error(`${file} is not up to date with ${spec}; run npm run generate`)
  return drifted.length > 0 ? 1 : 0
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
