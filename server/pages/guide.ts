/** The part of `info.description` before its first heading. */
export const introductionOf = (description: string): string => splitGuide(description)[0]

/** The part of `info.description` that starts with its first heading. */
export const guideOf = (description: string): string => splitGuide(description)[1]

function splitGuide(description: string): [introduction: string, guide: string] {
  const start = description.search(/^#/m)
  return start === -1 ? [description.trim(), ''] : [description.slice(0, start).trim(), description.slice(start).trim()]
}

/** The titles of the guide's second-level headings. */
export const sectionsOf = (guide: string): string[] =>
  [...guide.matchAll(/^## +(.+)$/gm)].map(([, title = '']) => title.trim())
