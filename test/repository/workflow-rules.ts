import { parse } from 'yaml'
import manifest from '../../package.json' with { type: 'json' }
import { pinsIn } from '../../repository/actions/pins.ts'
import { actionOf, type Job, type Step, stepsIn, type Workflow } from '../support/workflow.ts'

type Rule = (workflow: Workflow, text: string) => string[]

/** What each workflow must keep. A rule returns what breaks it. */
export const RULES: Record<string, Rule> = {
  "each action is one of GitHub's own, pinned to a commit, with its version beside": (_, text) =>
    pinsIn('', text).flatMap(({ uses, pinned }) => (pinned?.repository.startsWith('actions/') ? [] : [uses])),

  'a checkout leaves no token for the code that runs after it': workflow =>
    stepsIn(workflow).flatMap(step =>
      actionOf(step) === 'actions/checkout' && step.with?.['persist-credentials'] !== false ? [String(step.uses)] : [],
    ),

  'the workflow itself has no permissions, and each job names its own': ({ permissions, jobs }) => [
    ...(isEmptyObject(permissions) ? [] : ['the workflow']),
    ...jobsWhere(jobs, job => typeof job.permissions !== 'object'),
  ],

  'each job has a time limit of at most an hour': ({ jobs }) =>
    jobsWhere(jobs, job => !((job['timeout-minutes'] ?? Number.POSITIVE_INFINITY) <= 60)),

  'no run with write access is started by the code of a pull request': ({ on }) =>
    'pull_request_target' in on ? ['pull_request_target'] : [],

  // Anyone who names a branch or writes a title could otherwise write the script.
  'scripts contain no expressions': workflow =>
    stepsIn(workflow).flatMap(({ run, with: given }) =>
      /\$\{\{/.test(`${run} ${given?.script}`) ? [`${run ?? given?.script}`] : [],
    ),

  'each npm script exists': workflow =>
    stepsIn(workflow)
      .flatMap(scriptsOf)
      .filter(name => !(name in manifest.scripts)),

  'the shards of a job are all there': ({ jobs }) =>
    jobsWhere(jobs, ({ strategy }) => {
      const shards = strategy?.matrix.shard ?? []
      return shards.some((shard, index) => shard !== `${index + 1}/${shards.length}`)
    }),
}

/** @returns the rules that a workflow breaks, each with what breaks it */
export function brokenRules(text: string): Record<string, string[]> {
  const workflow: Workflow = parse(text)
  const results = Object.entries(RULES).map(([name, rule]) => [name, rule(workflow, text)] as const)
  return Object.fromEntries(results.filter(([, found]) => found.length > 0))
}

/** The npm scripts that a step runs. */
export const scriptsOf = ({ run = '' }: Step): string[] =>
  [...run.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(test|start)\b)/g)].map(
    ([, script, short]) => script ?? short ?? '',
  )

const isEmptyObject = (value: unknown) => JSON.stringify(value) === '{}'
const jobsWhere = (jobs: Workflow['jobs'], isWrong: (job: Job) => boolean): string[] =>
  Object.entries(jobs).flatMap(([name, job]) => (isWrong(job) ? [name] : []))
