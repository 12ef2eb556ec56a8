import { execFileSync } from 'node:child_process'
import { defineCommand, type ExitCode } from '../../../openapi/cli/command.ts'
import { type CommandOutput, runCommand } from '../../../openapi/cli/run.ts'
import { readText } from '../../../openapi/read.ts'
import { productionOnly } from './production.ts'

const NPM_SBOM = 'sbom --package-lock-only --workspaces=false --sbom-format cyclonedx --sbom-type application'

const COMMAND = defineCommand({
  name: 'npm run release:sbom',
  summary: 'Prints the packages that the server runs with, from package-lock.json, as a CycloneDX SBOM.',
  options: {},
  exitCodes: ['printed', undefined, 'npm could not list the packages'],
  examples: ['npm run --silent release:sbom'],
})

export const runSbom = (args: string[], output: CommandOutput): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, () => {
    const sbom = JSON.parse(execFileSync('npm', NPM_SBOM.split(' '), { encoding: 'utf8', maxBuffer: 2 ** 26 }))
    output.log(JSON.stringify(productionOnly(sbom, JSON.parse(readText('package.json'))), null, 2))
    return 0
  })
