import { type AST, visitRegExpAST } from '@eslint-community/regexpp'

/** Sets of characters are compared by these: ASCII, Latin-1 and a few beyond. */
const SAMPLES = [...Array(256).keys(), 0x100, 0x3b1, 0x2028, 0x4e2d, 0x1f600].map(point => String.fromCodePoint(point))

/** A repetition with a lower maximum does not take noticeable time. */
const MANY = 10

type Characters = ReadonlySet<string>

/**
 * Whether a pattern has a repetition that can match the same text in many ways, such as `(a+)+` or `(a|a)*`. On a text that almost
 * matches, a backtracking engine tries all of them: twice as many with each character.
 */
export function hasAmbiguousRepetition(pattern: AST.Pattern): boolean {
  const repetitions: AST.Quantifier[] = []
  visitRegExpAST(pattern, { onQuantifierEnter: repetition => repetitions.push(repetition) })
  return repetitions.some(isAmbiguous)
}

function isAmbiguous({ element, max }: AST.Quantifier): boolean {
  if (max < MANY) return false
  const sequences = sequencesIn(element)
  // The text after a possible end could continue the inner repetition or start the next outer one.
  if (sequences.some(sequence => overlap(continuations(sequence), firstIn(element)))) return true
  return sequences.some((sequence, index) =>
    sequences
      .slice(index + 1)
      .some(other => isCharacter(sequence) && isCharacter(other) && overlap(first(sequence), first(other))),
  )
}

/** The characters that a sequence can start with. */
function first(sequence: AST.Element[]): Characters {
  const found = new Set<string>()
  for (const element of sequence) {
    for (const character of firstIn(element)) found.add(character)
    if (!canBeEmpty(element)) break
  }
  return found
}

function firstIn(element: AST.Element): Characters {
  if (element.type === 'Quantifier') return firstIn(element.element)
  if (isCharacterSet(element)) {
    const accepts = new RegExp(`^${element.raw}$`, 'su')
    return new Set(SAMPLES.filter(sample => accepts.test(sample)))
  }
  return new Set(sequencesIn(element).flatMap(sequence => [...first(sequence)]))
}

/** The characters with which a sequence can continue at a point where it can also end. */
function continuations(sequence: AST.Element[]): Characters {
  const found = new Set<string>()
  for (const element of sequence.toReversed()) {
    const inside = element.type === 'Quantifier' ? [[element.element]] : sequencesIn(element)
    for (const each of inside) for (const character of continuations(each)) found.add(character)
    if (element.type === 'Quantifier' && element.max > element.min)
      for (const character of firstIn(element.element)) found.add(character)
    if (!canBeEmpty(element)) break
  }
  return found
}

function canBeEmpty(element: AST.Element): boolean {
  if (element.type === 'Quantifier') return element.min === 0 || canBeEmpty(element.element)
  const sequences = sequencesIn(element)
  return sequences.length === 0 ? !isCharacterSet(element) : sequences.some(sequence => sequence.every(canBeEmpty))
}

/** The alternatives of a group. */
const sequencesIn = (element: AST.Element): AST.Element[][] =>
  element.type === 'Group' || element.type === 'CapturingGroup'
    ? element.alternatives.map(({ elements }) => elements)
    : []

const isCharacter = ([element, ...others]: AST.Element[]) =>
  element !== undefined && others.length === 0 && isCharacterSet(element)

const isCharacterSet = ({ type }: AST.Element) => type.startsWith('Character')

const overlap = (a: Characters, b: Characters) => [...a].some(character => b.has(character))
