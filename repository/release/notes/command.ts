import { defineCommand, type ExitCode, type Values } from '../../../openapi/cli/command.ts'
import { type CommandOutput, runCommand } from '../../../openapi/cli/run.ts'
import { loadDocument, readText } from '../../../openapi/read.ts'
import { sectionOf, withAbsoluteLinks } from './changelog.ts'
import { problemsOf } from './problems.ts'

const COMMAND = defineCommand({
  name: 'npm run release:notes',
  summary: 'Checks that a tag can be released, and prints the text of the release: its section of CHANGELOG.md.',
  options: {
    tag: { type: 'string', value: 'TAG', required: true, help: 'The tag, v and the version, such as v1.2.3.' },
    repository: { type: 'string', value: 'OWNER/NAME', required: true, help: 'The repository on GitHub, for links.' },
  },
  exitCodes: ['it can be released', 'it cannot', 'it could not be checked'],
  examples: ['npm run --silent release:notes -- --tag v1.2.3 --repository "$GITHUB_REPOSITORY"'],
})

export const runReleaseNotes = (args: string[], output: CommandOutput): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, given => printNotes(given, output))

function printNotes({ tag, repository }: Values<typeof COMMAND.options>, output: CommandOutput): 0 | 1 {
  const section = sectionOf(readText('CHANGELOG.md'), tag.replace(/^v/, ''))
  const { info } = loadDocument('openapi.yaml').root as { info: { version: string } }
  const manifest: { version: string } = JSON.parse(readText('package.json'))
  const problems = problemsOf({ tag, contract: info.version, manifest: manifest.version, section })
  for (const problem of problems) output.error(problem)
  if (section === undefined || problems.length > 0) return 1
  output.log(withAbsoluteLinks(section.text, `https://github.com/${repository}/blob/${tag}`))
  return 0
}
