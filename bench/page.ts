import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = new URL('../docs/performance.md', import.meta.url)

/** Replaces what stands between the marks `<!-- NAME -->` and `<!-- /NAME -->` of docs/performance.md. */
export function writeSection(name: string, markdown: string): void {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [before, rest] = readFileSync(PAGE, 'utf8').split(start)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`docs/performance.md has no marks ${start} and ${end}`)
  writeFileSync(PAGE, `${before}${start}\n\n${markdown}\n\n${end}${after}`)
}
