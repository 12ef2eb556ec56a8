import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import manifest from '../../package.json' with { type: 'json' }

export interface Ran {
  code: number | string
  stdout: string
  stderr: string
}

export interface Project {
  /** The packed client, and the files in it. */
  tarball: string
  files: string[]
  /** Writes a file of the project. @returns its path */
  write(name: string, text: string): string
  /** Call it after the tests of the file. */
  remove(): void
  /** Runs a command in the project, without npm's variables in the environment. */
  run(command: string, ...args: string[]): Promise<Ran>
}

/**
 * Builds and packs the client as npm would publish it, in a copy, because test files that run at the same time would overwrite each
 * other's build.
 * @returns the tarball and the files in it
 */
async function pack(to: string): Promise<Pick<Project, 'tarball' | 'files'>> {
  const copy = mkdtempSync(path.join(tmpdir(), 'clustrix-pack-'))
  const client = path.join(copy, 'client')
  cpSync('client', client, { recursive: true, filter: source => !/^client\/(dist|node_modules)$/.test(source) })
  cpSync('tsconfig.json', path.join(copy, 'tsconfig.json'))
  symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'))
  const { code, stdout, stderr } = await execute('npm', ['pack', '--json', '--pack-destination', to], client)
  rmSync(copy, { recursive: true, force: true })
  if (code !== 0) throw new Error(stderr)
  // Newer versions of npm name the package.
  const packed = JSON.parse(stdout.slice(stdout.search(/^[[{]/m)))
  const { filename, files } = (Array.isArray(packed) ? packed : Object.values(packed))[0]
  return { tarball: path.join(to, filename), files: files.map((file: { path: string }) => file.path).sort() }
}

/** An empty project outside this one in which npm has installed the packed client and the types of Node.js. */
export async function installedClient(): Promise<Project> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-client-'))
  const project: Project = {
    ...(await pack(folder)),
    write(name, text) {
      const file = path.join(folder, name)
      writeFileSync(file, text)
      return file
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
    run: (command, ...args) => execute(command, args, folder),
  }
  project.write('package.json', JSON.stringify({ name: 'integrator', version: '1.0.0', type: 'module', private: true }))
  const types = `@types/node@${manifest.devDependencies['@types/node']}`
  const installed = await project.run(
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    project.tarball,
    types,
  )
  if (installed.code !== 0) throw new Error(installed.stderr)
  return project
}

/** Runs a command in a folder, without npm's variables in the environment. */
export function execute(command: string, args: string[], cwd: string, more: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_(OPTIONS|ENV)$|VITEST)/i.test(name))
  const env = { ...Object.fromEntries(inherited), ...more }
  return new Promise(resolve =>
    execFile(command, args, { cwd, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    ),
  )
}
