import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { copiedByImage } from '../support/image.ts'
import { stepsIn, workflowOf } from '../support/workflow.ts'

const compose = parse(readFileSync('deploy/compose.yaml', 'utf8'), { merge: true })
const proxy = readFileSync('deploy/haproxy.cfg', 'utf8')

test('the proxy sends requests to the servers of the compose file, which are equal', () => {
  const targets = [...proxy.matchAll(/^ {2}server (\w+) (\w+):3000(.*)$/gm)].map(([, ...target]) => target)
  expect(targets).toEqual([
    ['server1', 'server1', ''],
    ['server2', 'server2', ''],
    ['unready1', 'server1', ' backup no-check'],
    ['unready2', 'server2', ' backup no-check'],
  ])
  expect(compose.services.server1).toEqual(compose.services.server2)
  expect(Object.keys(compose.services.proxy.depends_on)).toEqual(['server1', 'server2'])
})

test('the password of the database is in no argument and no URL', () => {
  const { environment } = compose.services.server1
  expect(new URL(environment.DATABASE).password).toBe('')
  expect(environment.PGPASSWORD).toBe(compose.services.postgres.environment.POSTGRES_PASSWORD)
})

test('the build of the image sees exactly the files that it copies', () => {
  const ignore = readFileSync('deploy/Dockerfile.dockerignore', 'utf8')
  const visible = [...ignore.matchAll(/^!(.+)$/gm)].map(([, file]) => file)
  expect(visible.toSorted()).toEqual(copiedByImage().toSorted())
  expect(copiedByImage().filter(file => globSync(file).length === 0)).toEqual([])
})

test('the nightly workflow starts the compose file', () => {
  expect(stepsIn(workflowOf('nightly.yml')).map(({ run }) => run)).toContain('.ci/compose')
})
