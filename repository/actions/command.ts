import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { defineCommand, type ExitCode, type Values } from '../../openapi/cli/command.ts'
import { type CommandOutput, runCommand } from '../../openapi/cli/run.ts'
import { type Pin, pinsIn } from './pins.ts'
import { commitOf } from './tags.ts'

const COMMAND = defineCommand({
  name: 'npm run actions:check',
  summary:
    'Checks that each action is pinned to the commit that its own repository has tagged with the version beside it.',
  options: {
    workflows: { type: 'string', value: 'DIR', default: '.github/workflows', help: 'The folder of the workflows.' },
    from: {
      type: 'string',
      value: 'URL',
      default: 'https://github.com',
      help: 'Where the repositories of the actions are.',
    },
  },
  exitCodes: ['each pin is right', 'at least one is not', 'the tags of an action could not be read'],
  examples: ['npm run actions:check'],
})

export const runActionsCheck = (args: string[], output: CommandOutput): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, given => checkActions(given, output))

async function checkActions(
  { workflows, from }: Values<typeof COMMAND.options>,
  output: CommandOutput,
): Promise<0 | 1> {
  const pins = readdirSync(workflows)
    .sort()
    .flatMap(file => pinsIn(file, readFileSync(path.join(workflows, file), 'utf8')))
  const tags = tagReader(from)
  const problems = (await Promise.all(pins.map(pin => problemOf(pin, tags)))).flat()
  for (const problem of problems) output.log(problem)
  output.error(`${pins.length} uses of actions, ${problems.length} with a wrong pin`)
  return problems.length > 0 ? 1 : 0
}

async function problemOf({ place, uses, pinned }: Pin, commitOf: TagReader): Promise<string[]> {
  if (pinned === undefined) return [`${place}: ${uses} is not pinned. Write NAME@COMMIT # vX.Y.Z.`]
  const { repository, commit, version } = pinned
  const tagged = await commitOf(repository, version)
  if (tagged === commit) return []
  return [
    tagged === undefined
      ? `${place}: ${repository} has no tag ${version}`
      : `${place}: ${repository} ${version} is commit ${tagged}, not ${commit}`,
  ]
}

type TagReader = typeof commitOf

/** Asks for each tag only once. */
function tagReader(from: string): TagReader {
  const asked = new Map<string, ReturnType<TagReader>>()
  return (repository, tag) => {
    const key = `${repository} ${tag}`
    const commit = asked.get(key) ?? commitOf(`${from}/${repository}`, tag)
    asked.set(key, commit)
    return commit
  }
}
