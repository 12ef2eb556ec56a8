import { readFileSync } from 'node:fs'
import semver from 'semver'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

interface LockedPackage {
  engines?: { node?: string }
  hasInstallScript?: boolean
  gypfile?: boolean
}

const OURS = manifest.devDependencies.node
const OLDEST = String(semver.minVersion(manifest.devEngines.runtime.version))

/** The packages whose install script, node-gyp included, must not run. Only npm 11 reads `allowScripts` itself. */
const withoutScript = Object.entries(manifest.allowScripts).flatMap(([name, allowed]) => (allowed ? [] : [name]))

/**
 * npm warns about each package that its own Node.js is too old for, but here packages run on the Node.js that `npm ci` installs:
 * the warning would be false. A package that this one is too old for keeps its `engines`, and the warning.
 */
function withoutFalseWarning(locked: LockedPackage): LockedPackage {
  const { engines, ...rest } = locked
  const range = engines?.node ?? '*'
  const isFalse = semver.satisfies(OURS, range) && !semver.satisfies(OLDEST, range)
  return isFalse ? rest : locked
}

function withoutInstallScript({ hasInstallScript, ...locked }: LockedPackage): LockedPackage {
  return { ...locked, gypfile: false }
}

// `npm install` writes these fields anew for the packages it touches: repair the file by `npx vitest run test/lockfile.test.ts -u`.
test('the lock file makes npm 10 and 11 on the oldest Node.js install without false warnings and without refused scripts', async () => {
  const { packages, ...head } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const repaired = Object.entries<LockedPackage>(packages).map(([place, locked]) => {
    if (!place.startsWith('node_modules/')) return [place, locked]
    const quiet = withoutFalseWarning(locked)
    return [place, withoutScript.includes(place.slice('node_modules/'.length)) ? withoutInstallScript(quiet) : quiet]
  })
  const text = `${JSON.stringify({ ...head, packages: Object.fromEntries(repaired) }, null, 2)}\n`
  await expect(text).toMatchFileSnapshot('../package-lock.json')
})
