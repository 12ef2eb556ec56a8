import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { CommandError } from '../../openapi/cli/command-error.ts'

/** The commit that a tag of a repository names; undefined if there is no such tag. */
export async function commitOf(repository: string, tag: string): Promise<string | undefined> {
  const ref = `refs/tags/${tag}`
  // An annotated tag is an object of its own; `^{}` is the commit that it names.
  const listed = await listRemote(repository, [ref, `${ref}^{}`])
  const commits = new Map(listed.map(([commit = '', name = '']) => [name, commit]))
  return commits.get(`${ref}^{}`) ?? commits.get(ref)
}

async function listRemote(repository: string, refs: string[]): Promise<string[][]> {
  // Without a prompt for a password, which git shows for a repository that does not exist.
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0' }
  try {
    const { stdout } = await promisify(execFile)('git', ['ls-remote', '--tags', '--', repository, ...refs], { env })
    return stdout
      .trim()
      .split('\n')
      .map(line => line.split('\t'))
  } catch (error) {
    throw new CommandError(`Cannot read the tags of ${repository}: ${(error as { stderr?: string }).stderr?.trim()}`)
  }
}
