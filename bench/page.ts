import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = new URL('../docs/performance.md', import.meta.url)

/** Replaces what stands between the marks `<!-- NAME -->` and `<!-- /NAME -->` of docs/performance.md. */
export const writeSection = (name: string, markdown: string): void =>
  writeFileSync(PAGE, withSection(readFileSync(PAGE, 'utf8'), name, markdown))

/** The page with another text between the marks. */
export function withSection(page: string, name: string, markdown: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [before, rest] = page.split(start)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`The page has no marks ${start} and ${end}`)
  return `${before}${start}\n\n${markdown}\n\n${end}${after}`
}
