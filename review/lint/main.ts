// npm run spec:lint [-- FILE] [-- --format F]

import { styleText } from 'node:util'
import { DocumentError } from '../../openapi/document.ts'
import { readDocument, readText } from '../../openapi/read.ts'
import { type Arguments, BadUsage, readArguments, USAGE } from './arguments.ts'
import { format } from './format.ts'
import { lint } from './lint.ts'

const EXIT = { clean: 0, found: 1, unjudged: 2 }

// Whoever reads may leave (`npm run spec:lint | head`); the exit code still says how it went.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  const given = readArguments(process.argv.slice(2))
  if (given.help) console.log(USAGE)
  else process.exitCode = await judge(given)
} catch (error) {
  const isRefusal = error instanceof BadUsage || error instanceof DocumentError
  // Anything else is a fault of the command, about which its stack tells more.
  console.error(isRefusal ? error.message : error)
  process.exitCode = EXIT.unjudged
}

async function judge({ file, format: name }: Arguments): Promise<number> {
  const { document, refusals } = readDocument(file, readText(file))
  const findings = await lint(document, refusals)
  process.stdout.write(format(name, findings, (style, text) => styleText(style, text, { stream: process.stdout })))
  const errors = findings.filter(({ severity }) => severity === 'error').length
  console.error(findings.length === 0 ? `${file} is clean` : `${file}: ${counted(errors, findings.length - errors)}`)
  return errors > 0 ? EXIT.found : EXIT.clean
}

function counted(errors: number, warnings: number): string {
  const parts = [
    [errors, 'error'],
    [warnings, 'warning'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}${count === 1 ? '' : 's'}`)
    .join(', ')
}
