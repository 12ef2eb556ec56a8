import { readFileSync, writeFileSync } from 'node:fs'

/** Replaces what stands between the marks `<!-- NAME -->` and `<!-- /NAME -->` of a page in docs/. */
export function writeSection(name: string, markdown: string, page = 'performance.md'): void {
  const file = new URL(`../docs/${page}`, import.meta.url)
  writeFileSync(file, withSection(readFileSync(file, 'utf8'), name, markdown))
}

/** The page with another text between the marks. */
export function withSection(page: string, name: string, markdown: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [before, rest] = page.split(start)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`The page has no marks ${start} and ${end}`)
  return `${before}${start}\n\n${markdown}\n\n${end}${after}`
}
