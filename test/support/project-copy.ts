import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { temporaryFolder } from './temporary-folder.ts'

const execute = promisify(execFile)

/** A copy of the project, to be changed by a test. */
export interface ProjectCopy {
  cwd: string
  /** Runs a JavaScript or TypeScript file of the copy with Node.js. Output is stdout, and on failure stderr too. */
  run(file: string, ...args: string[]): Promise<{ code: number; output: string }>
  /** Inserts text before the line that begins with a mark, of which the file must have exactly one. */
  insertBeforeLine(file: string, mark: string, text: string): void
  write(file: string, text: string): void
}

/**
 * Copies the tracked files, and links to the installed packages; `@clustrix/client` is the one in the copy.
 * @param cwd an empty folder; by default one that is removed when the test ends
 */
export function copyProject(cwd = temporaryFolder()): ProjectCopy {
  for (const file of execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n'))
    cpSync(file, path.join(cwd, file))
  mkdirSync(path.join(cwd, 'node_modules/@clustrix'), { recursive: true })
  symlinkSync('../../client', path.join(cwd, 'node_modules/@clustrix/client'))
  for (const name of readdirSync('node_modules'))
    if (name !== '@clustrix') symlinkSync(path.resolve('node_modules', name), path.join(cwd, 'node_modules', name))

  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true })
    writeFileSync(path.join(cwd, file), text)
  }
  return {
    cwd,
    run: (file, ...args) =>
      execute(process.execPath, [file, ...args], { cwd, maxBuffer: 64 * 2 ** 20 }).then(
        ({ stdout }) => ({ code: 0, output: stdout }),
        ({ code, stdout, stderr }) => ({ code, output: `${stdout}${stderr}` }),
      ),
    insertBeforeLine(file, mark, text) {
      const [before, after, ...more] = readFileSync(path.join(cwd, file), 'utf8').split(`\n${mark}`)
      if (after === undefined || more.length > 0) throw new Error(`${file} does not have exactly one line with ${mark}`)
      write(file, `${before}\n${text}${mark}${after}`)
    },
    write,
  }
}
