export interface Section {
  /** The day of the release, or `unreleased`. */
  date: string
  text: string
}

/** The section of a version under `## 1.2.3 — 2026-12-31`. */
export function sectionOf(changelog: string, version: string): Section | undefined {
  for (const section of changelog.split(/^## /m).slice(1)) {
    const [heading = '', ...lines] = section.split('\n')
    const [of, date = ''] = heading.split(' — ')
    if (of === version) return { date, text: lines.join('\n').trim() }
  }
  return undefined
}

/** Relative links lead nowhere on the page of a release. @param files the address of the project's files at that version */
export const withAbsoluteLinks = (text: string, files: string): string =>
  text.replaceAll(/\]\((?!https?:|mailto:)/g, `](${files}/`)
