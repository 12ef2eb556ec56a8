import { canonical, short } from '../text.ts'
import { note, type SchemaPair, shareType } from './pair.ts'
import type { View } from './view.ts'
import { holdsSchemas, typeOfKeyword } from './vocabulary.ts'

/** Keywords for values of a type that cannot be right. */
export function compareIdle(pair: SchemaPair): void {
  const { base, head } = pair
  const keywords = [base, head].flatMap(({ members }) => members.flatMap(({ value }) => Object.keys(value)))
  for (const keyword of new Set(keywords)) {
    const type = typeOfKeyword(keyword)
    if (type === undefined || [base, head].some(view => isRight(view, type))) continue
    const [from, to] = [base, head].map(view => view.members.map(({ value }) => value[keyword] ?? null))
    if (canonical(from) === canonical(to)) continue
    note(pair, 'keyword-without-effect', {}, { what: keyword, from: short(from), to: short(to) })
  }
}

const isRight = ({ types }: View, type: string) => types.has(type) || (type === 'number' && types.has('integer'))

/** Notes what comparing the keywords has looked at. */
export function markSeen(pair: SchemaPair): void {
  const { node, base, head } = pair
  const isFree = [base, head].some(({ members }) => members.length === 0)
  for (const view of [base, head]) {
    node.whole.push(...view.whole)
    for (const { value } of view.members)
      for (const [keyword, said] of Object.entries(value)) {
        const type = typeOfKeyword(keyword)
        // What comes or goes with its type is not compared further down.
        const isCompared = !isFree && holdsSchemas(keyword) && (type === undefined || shareType(pair, type))
        if (isCompared) node.read.push(Object(said))
        else node.whole.push(said)
      }
  }
}
