import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import client from '../../client/package.json' with { type: 'json' }
import mock from '../../mock/package.json' with { type: 'json' }
import { PACKAGES } from '../../repository/packages/pack.ts'
import { actionOf, type Job, workflowOf } from '../support/workflow.ts'

const PACKAGE = '"${' + 'GITHUB_REF_NAME%-v*}"'

/** What a workflow that hands files on must do before it uploads them, and what its second job must be. */
function unmetRequirements(build: Job | undefined, last: Job | undefined, checks: RegExp[]): string[] {
  const uploads = build?.steps.findIndex(step => actionOf(step) === 'actions/upload-artifact') ?? -1
  const before = build?.steps.slice(0, Math.max(uploads, 0)).map(({ run = '' }) => run) ?? []
  const missing = checks.filter(check => !before.some(run => check.test(run))).map(String)
  return [
    ...missing,
    ...(JSON.stringify(build?.permissions) === '{"contents":"read"}' ? [] : ['the build has more than read access']),
    ...(last?.permissions?.['id-token'] === 'write' ? [] : ['no identity for provenance']),
    ...(last?.steps.some(({ run = '', uses = '' }) => /npm (ci|run|test)/.test(run) || /checkout/.test(uses))
      ? ['the last job runs code of the project']
      : []),
  ]
}

describe('publish.yml', () => {
  const { on, jobs } = workflowOf('publish.yml')
  const checks = [
    /^npm ci$/,
    /^npm test$/,
    /^npm run size$/,
    /test "\$GITHUB_REF_NAME" = "\$package-v\$\(node -p /,
    /^npm run packages:pack -- --repository "\$GITHUB_REPOSITORY"/,
    /^npx publint packages\/\S+ --strict$/,
    /^npx attw packages\/\S+ --profile esm-only$/,
  ]

  test('tests, packs and lints a package, and publishes that tarball with provenance', () => {
    expect(unmetRequirements(jobs.pack, jobs.publish, checks)).toEqual([])
    expect(jobs.publish?.needs).toBe('pack')
    expect(jobs.publish?.steps.at(-1)?.run).toBe(
      `npm publish ./packages/clustrix-${PACKAGE}-*.tgz --provenance --access public`,
    )
  })

  test('would be found to lack each check', () => {
    const without = (check: RegExp): Job => ({
      ...(jobs.pack as Job),
      steps: (jobs.pack as Job).steps.filter(({ run = '' }) => !check.test(run)),
    })
    for (const check of checks) expect(unmetRequirements(without(check), jobs.publish, checks)).toEqual([String(check)])
    expect(unmetRequirements({ steps: [] }, jobs.pack, [])).toEqual([
      'the build has more than read access',
      'no identity for provenance',
      'the last job runs code of the project',
    ])
  })

  test('is started by a tag for each package', () => {
    expect(on).toEqual({ push: { tags: PACKAGES.map(name => `${name}-v*`) } })
    for (const { publishConfig } of [client, mock])
      expect(publishConfig).toEqual({ access: 'public', provenance: true })
  })
})

describe('release.yml', () => {
  const { on, jobs } = workflowOf('release.yml')

  test('checks the tag, tests, packs and lists the packages of the server, and releases these files with provenance', () => {
    expect(on).toEqual({ push: { tags: ['v*'] } })
    expect(
      unmetRequirements(jobs.build, jobs.release, [
        /^npm ci$/,
        /npm run --silent release:notes -- --tag "\$GITHUB_REF_NAME" .* > release\/notes\.md\n$/,
        /^npm test$/,
        /^npm run packages:pack -- --repository "\$GITHUB_REPOSITORY" --out release\/files$/,
        /^npm run --silent release:sbom > release\/files\/\S+\.cdx\.json$/,
      ]),
    ).toEqual([])
    const steps = jobs.release?.steps ?? []
    expect(steps.find(step => actionOf(step) === 'actions/attest')?.with).toEqual({ 'subject-path': 'release/files/*' })
    expect(steps.at(-1)?.run).toMatch(
      /^gh release create .* --verify-tag .* --notes-file release\/notes\.md release\/files\/\*$/,
    )
  })
})

test.each(['client/README.md', 'client/CHANGELOG.md', 'mock/README.md'])('no link of %s leaves the package', page => {
  expect(readFileSync(page, 'utf8').match(/\]\(\.\.\/[^)]*\)/g)).toBeNull()
})

test.each([
  ['client', client.version],
  ['mock', mock.version],
])('the README of the %s names the tarball of its version', (name, version) => {
  const named = readFileSync(`${name}/README.md`, 'utf8').match(/clustrix-\w+-[\d.]+\.tgz/g)
  expect([...new Set(named)]).toEqual([`clustrix-${name}-${version}.tgz`])
})
