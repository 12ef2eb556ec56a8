import type { Section } from './changelog.ts'

export interface Release {
  tag: string
  /** `info.version` of the contract. */
  contract: string
  /** `version` of package.json, which the SBOM names. */
  manifest: string
  section: Section | undefined
}

/** Why a version cannot be released. */
export function problemsOf({ tag, contract, manifest, section }: Release): string[] {
  const version = tag.replace(/^v/, '')
  const problems: string[] = []
  if (tag !== `v${contract}`) problems.push(`The tag is ${tag}, but info.version in openapi.yaml is ${contract}.`)
  if (manifest !== version)
    problems.push(`The version in package.json is ${manifest}. Run: npm version --no-git-tag-version ${version}`)
  if (section === undefined) problems.push(`CHANGELOG.md has no section ${version}.`)
  else if (!/^\d{4}-\d\d-\d\d$/.test(section.date))
    problems.push(
      `CHANGELOG.md says "${version} — ${section.date}". Write the day of the release: ${version} — YYYY-MM-DD`,
    )
  else if (section.text === '') problems.push(`The section ${version} of CHANGELOG.md is empty.`)
  return problems
}
