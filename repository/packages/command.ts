import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { defineCommand, type ExitCode, type Values } from '../../openapi/cli/command.ts'
import { CommandError } from '../../openapi/cli/command-error.ts'
import { type CommandOutput, runCommand } from '../../openapi/cli/run.ts'
import { PACKAGES, pack } from './pack.ts'

const COMMAND = defineCommand({
  name: 'npm run packages:pack',
  summary: 'Builds @clustrix/client and @clustrix/mock and packs them as they are published.',
  options: {
    repository: {
      type: 'string',
      value: 'OWNER/NAME',
      required: true,
      help: 'The repository on GitHub, for repository, homepage and bugs in package.json.',
    },
    out: { type: 'string', value: 'DIR', required: true, help: 'The folder for the tarballs.' },
  },
  exitCodes: ['both are packed', undefined, 'one could not be packed'],
  examples: ['npm run packages:pack -- --repository "$GITHUB_REPOSITORY" --out packages'],
})

export const runPack = (args: string[], output: CommandOutput): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, given => packAll(given, output))

async function packAll({ repository, out }: Values<typeof COMMAND.options>, output: CommandOutput): Promise<0> {
  if (!/^[\w-]+\/[\w.-]+$/.test(repository)) throw new CommandError(`--repository ${repository} is not OWNER/NAME`)
  const to = path.resolve(out)
  mkdirSync(to, { recursive: true })
  for (const name of PACKAGES) output.log(await pack(name, repository, to))
  return 0
}
