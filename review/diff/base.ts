import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { CommandError } from '../../openapi/cli/command-error.ts'

/** A text and the name to show for it. */
export interface Source {
  file: string
  text: string
}

/** Reads a file. Throws a CommandError. */
export function sourceOf(file: string): Source {
  try {
    return { file, text: readFileSync(file, 'utf8') }
  } catch (error) {
    throw new CommandError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

/**
 * The version to compare with: a file, or the file at the merge base of a git ref and HEAD. Throws a CommandError.
 * @param head the version under review. The base version is read from the same path of its repository.
 * @param contractFile the path to read in the current repository if head is not in a repository
 */
export function baseOf(reference: string, head: string, contractFile = 'openapi.yaml'): Source {
  if (existsSync(reference) && statSync(reference).isFile()) return sourceOf(reference)
  const repositoryOf = (file: string) => gitIn(path.dirname(realFile(file)), ['rev-parse', '--show-toplevel'])
  const own = repositoryOf(head)
  const wanted = own !== undefined || !existsSync(contractFile) ? head : contractFile
  const top = wanted === head ? own : repositoryOf(wanted)
  const git = (...args: string[]) => gitIn(path.dirname(realFile(wanted)), args)
  if (top === undefined)
    throw new CommandError(
      `--base ${reference}: is not a file, and ${head} is not in a git repository in which it could be a ref`,
    )
  const commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`)
  const isShallow = () => git('rev-parse', '--is-shallow-repository') === 'true'
  if (commit === undefined)
    throw new CommandError(
      `--base ${reference}: is neither a file nor a ref that git knows: ${isShallow() ? FETCH : 'run git fetch, or check its name'}`,
    )
  const mergeBase = git('merge-base', commit, 'HEAD')
  if (mergeBase === undefined)
    throw new CommandError(
      isShallow()
        ? `--base ${reference}: its merge base with HEAD is not in this shallow clone: ${FETCH}`
        : `--base ${reference}: has no commit in common with HEAD`,
    )
  const file = path.relative(realpathSync(top), realFile(wanted)).replaceAll(path.sep, '/')
  const text = git('show', '--end-of-options', `${mergeBase}:${file}`)
  const name = `${mergeBase.slice(0, 10)}:${file}`
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

const MAX_BYTES = 256 * 1024 * 1024

/** The output of git, or undefined if it fails. Only the output of `show` keeps its last line break. */
function gitIn(cwd: string, args: string[]): string | undefined {
  try {
    const output = execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      maxBuffer: MAX_BYTES,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return args[0] === 'show' ? output : output.trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new CommandError('git is not installed')
    return undefined
  }
}
