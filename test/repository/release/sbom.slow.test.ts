import { expect, test } from 'vitest'
import client from '../../../client/package.json' with { type: 'json' }
import lock from '../../../package-lock.json' with { type: 'json' }
import { runSbom } from '../../../repository/release/sbom/command.ts'
import type { Sbom } from '../../../repository/release/sbom/production.ts'
import { runInProcess } from '../../support/command.ts'

interface Locked {
  version?: string
  dev?: boolean
  link?: boolean
}

/** The packages of the lock file that are installed without development. The client's own are not the server's. */
function installedInProduction(): string[] {
  const ofClient = new Set([...Object.keys(client.dependencies), 'openapi-typescript-helpers'])
  return Object.entries<Locked>(lock.packages).flatMap(([place, { version, dev, link }]) => {
    const name = /.*node_modules\/(.+)$/.exec(place)?.[1] ?? ''
    return name === '' || dev || link || ofClient.has(name) ? [] : [`${name}@${version}`]
  })
}

test('the SBOM has each package that npm installs for production', async () => {
  const { code, stdout } = await runInProcess(output => runSbom([], output))
  expect(code).toBe(0)
  const { metadata, components }: Sbom = JSON.parse(stdout)
  expect(metadata.component.name).toBe('clustrix-portal-api')
  expect(components.map(each => each['bom-ref']).sort()).toEqual(installedInProduction().sort())
})
