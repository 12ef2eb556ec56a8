import { expect, test } from 'vitest'
import manifest from '../../client/package.json' with { type: 'json' }
import { type Step, stepsIn, workflowOf } from '../support/workflow.ts'

/** The requirements that a release does not meet. */
function unmetRequirements(permissions: Record<string, string>, steps: Step[]): string[] {
  const runs = steps.map(({ run = '' }) => run)
  const publish = runs.findIndex(run => run.startsWith('npm publish'))
  const before = (what: RegExp) => runs.slice(0, Math.max(publish, 0)).some(run => what.test(run))
  return Object.entries({
    'has an identity for provenance': permissions['id-token'] === 'write',
    'publishes the workspace with provenance': /-w client .*--provenance/.test(runs[publish] ?? ''),
    'checks that the tag is the version': before(/\$GITHUB_REF_NAME" = "client-v\$\(/),
    'installs from the lock file': before(/^npm ci$/),
    'runs the tests': before(/^npm test$/),
    'checks the size': before(/^npm run size$/),
    'lints the package':
      before(/^npx publint client --strict$/) && before(/^npx attw --pack client --profile esm-only$/),
  }).flatMap(([requirement, isMet]) => (isMet ? [] : [requirement]))
}

const workflow = workflowOf('publish-client.yml')

test('a release is tested, checked for size and linted, then published with provenance', () => {
  expect(unmetRequirements(workflow.jobs.publish?.permissions ?? {}, stepsIn(workflow))).toEqual([])
  expect(workflow.on).toEqual({ push: { tags: ['client-v*'] } })
  expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true })
})
