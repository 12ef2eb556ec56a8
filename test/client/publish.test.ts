import { expect, test } from 'vitest'
import manifest from '../../client/package.json' with { type: 'json' }
import { type Step, stepsIn, workflowOf } from '../support/workflow.ts'

/** What is wrong with a release, if anything. */
function faultsOf(permissions: Record<string, string>, steps: Step[]): string[] {
  const runs = steps.map(({ run = '' }) => run)
  const publish = runs.findIndex(run => run.startsWith('npm publish'))
  const before = (what: RegExp) => runs.slice(0, Math.max(publish, 0)).some(run => what.test(run))
  return Object.entries({
    'provenance needs an identity': permissions['id-token'] === 'write',
    'it publishes the workspace, with provenance': /-w client .*--provenance/.test(runs[publish] ?? ''),
    'the tag is the version': before(/\$GITHUB_REF_NAME" = "client-v\$\(/),
    'it is installed as the lock file says': before(/^npm ci$/),
    'it is tested': before(/^npm test$/),
    'it is weighed': before(/^npm run size$/),
    'it is linted': before(/^npx publint client --strict$/) && before(/^npx attw --pack client --profile esm-only$/),
  }).flatMap(([what, isSo]) => (isSo ? [] : [what]))
}

const workflow = workflowOf('publish-client.yml')

test('a release is tested, weighed and linted, then published with provenance', () => {
  expect(faultsOf(workflow.permissions, stepsIn(workflow))).toEqual([])
  expect(workflow.on).toEqual({ push: { tags: ['client-v*'] } })
  expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true })
})
