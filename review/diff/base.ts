import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { CommandError } from '../../openapi/cli/command-error.ts'

/** A text and the name to show for it. */
export interface Source {
  file: string
  text: string
}

/** Reads a file; throws CommandError with one line. */
export function sourceOf(file: string): Source {
  try {
    return { file, text: readFileSync(file, 'utf8') }
  } catch (error) {
    throw new CommandError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

/**
 * The version to compare with: a file, else what stood where the branch of a git ref and HEAD parted.
 * @param head the file of the version under review, whose path in the repository is the one to look for; of one that lies in none
 * @param usual where the contract stands in the repository of the working directory. Throws CommandError.
 */
export function baseOf(reference: string, head: string, usual = 'openapi.yaml'): Source {
  if (existsSync(reference) && statSync(reference).isFile()) return sourceOf(reference)
  const isTracked = gitIn(path.dirname(realFile(head)), ['rev-parse', '--show-toplevel']) !== undefined
  const wanted = isTracked || !existsSync(usual) ? head : usual
  const git = (...args: string[]) => gitIn(path.dirname(realFile(wanted)), args)
  const top = git('rev-parse', '--show-toplevel')
  if (top === undefined)
    throw new CommandError(`--base ${reference}: is no file, and ${head} is in no git repository that could know it`)
  const commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`)
  const isShallow = git('rev-parse', '--is-shallow-repository') === 'true'
  if (commit === undefined)
    throw new CommandError(
      `--base ${reference}: neither a file nor known to git: ${isShallow ? FETCH : 'git fetch it, or check its name'}`,
    )
  const parted = git('merge-base', commit, 'HEAD')
  if (parted === undefined)
    throw new CommandError(
      isShallow
        ? `--base ${reference}: where it and HEAD parted is not in this shallow clone: ${FETCH}`
        : `--base ${reference}: has no commit in common with HEAD`,
    )
  const file = path.relative(realpathSync(top), realFile(wanted)).replaceAll(path.sep, '/')
  const text = git('show', '--end-of-options', `${parted}:${file}`)
  const name = `${parted.slice(0, 10)}:${file}`
  if (text === undefined) throw new CommandError(`--base ${reference}: ${name} does not exist`)
  return { file: name, text }
}

const FETCH = 'run git fetch --unshallow, or give actions/checkout fetch-depth: 0'

function realFile(file: string): string {
  try {
    return realpathSync(file)
  } catch (error) {
    throw new CommandError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

const LARGEST = 256 * 1024 * 1024

/** What git answers, or undefined where it does not; a text that `show` shows keeps its last line's end. */
function gitIn(cwd: string, args: string[]): string | undefined {
  try {
    const answer = execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      maxBuffer: LARGEST,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return args[0] === 'show' ? answer : answer.trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new CommandError('git is not installed')
    return undefined
  }
}
