/** An action that a workflow uses: `uses: actions/checkout@<commit> # v7.0.1`. */
export interface Pin {
  /** Such as `ci.yml:12`. */
  place: string
  /** As written, such as `actions/checkout@<commit>`. */
  uses: string
  /** Undefined unless the line names a commit and, in a comment, its version. */
  pinned: { repository: string; commit: string; version: string } | undefined
}

const USES = /^\s*(?:-\s+)?uses:\s*(?<uses>[^\s#]+)\s*(?<comment>.*)$/

/** What a workflow uses. Its text is read, because the version is in a comment. */
export const pinsIn = (file: string, text: string): Pin[] =>
  text.split('\n').flatMap((line, index) => {
    const { uses, comment = '' } = USES.exec(line)?.groups ?? {}
    return uses === undefined ? [] : { place: `${file}:${index + 1}`, uses, pinned: readPin(uses, comment) }
  })

function readPin(uses: string, comment: string): Pin['pinned'] {
  const { repository, commit } =
    /^(?<repository>[\w.-]+\/[\w.-]+)(\/\S*)?@(?<commit>[\da-f]{40})$/.exec(uses)?.groups ?? {}
  const version = /^# (v\d+\.\d+\.\d+)$/.exec(comment)?.[1]
  return repository && commit && version ? { repository, commit, version } : undefined
}
