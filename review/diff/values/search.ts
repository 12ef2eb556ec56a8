import type { Json } from '../../../openapi/json.ts'
import type { Side } from '../graph.ts'
import { accepts, kindOf } from './accepts.ts'
import { arrayExists, sizes } from './arrays.ts'
import { type Condition, KINDS, type Kind, type Role } from './condition.ts'
import { isHidden } from './hidden.ts'
import type { Identity } from './identity.ts'
import { numberExists } from './numbers.ts'
import { objectExists } from './objects.ts'
import { type Atom, type Choice, choicesOf, isAtom, type Step } from './step.ts'
import { stringExists } from './strings.ts'

/** Beyond this the search is given up. */
const MOST_STEPS = 20_000

/** Thrown when the search would take too long. */
export class TooComplex extends Error {}

/** A value of one kind, of which part of what it must meet is known. */
interface State {
  kind: Kind
  /** Everything it must meet, undivided. */
  all: readonly Condition[]
  atoms: Atom[]
  choices: Choice[]
  /** The conditions that were divided, by the identity of their schemas. */
  seen: Map<string, Condition>
}

/**
 * Looks for a value that meets conditions, by dividing them into what each keyword says (a tableau). It never misses a value; where it cannot
 * tell, as with patterns, it says that there is one.
 */
export class Search {
  readonly #identity: Identity
  readonly #reader: Side
  readonly #allowingSeveral: readonly Role[]
  readonly #known = new Map<string, boolean>()
  /** What is being looked for, with its depth. */
  readonly #open = new Map<string, number>()
  /** The least depth of a search that the current result relies on. */
  #reliesOn = Infinity
  #steps = 0

  /** @param allowingSeveral the versions for which a value may match several alternatives of oneOf */
  constructor(identity: Identity, reader: Side, allowingSeveral: readonly Role[]) {
    this.#identity = identity
    this.#reader = reader
    this.#allowingSeveral = allowingSeveral
  }

  /** Throws TooComplex. */
  finds(conditions: readonly Condition[]): boolean {
    this.#steps = 0
    this.#open.clear()
    this.#reliesOn = Infinity
    return this.#exists(conditions)
  }

  #exists = (conditions: readonly Condition[]): boolean => {
    const keys = new Set(conditions.map(each => this.#keyOf(each, each.isMet)))
    if (conditions.some(each => keys.has(this.#keyOf(each, !each.isMet)))) return false
    const byKey = new Map(conditions.map(each => [`${this.#keyOf(each, each.isMet)} ${each.schema.role}`, each]))
    const key = this.#keyOfAll(conditions)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const depth = this.#open.get(key)
    if (depth !== undefined) {
      // A value inside the one that is being looked for. The smallest such value does not contain another one.
      this.#reliesOn = Math.min(this.#reliesOn, depth)
      return false
    }
    const before = this.#reliesOn
    const own = this.#open.size
    this.#reliesOn = Infinity
    this.#open.set(key, own)
    const all = [...byKey.values()]
    const found = KINDS.some(kind => this.#extend({ kind, all, atoms: [], choices: [], seen: new Map() }, all))
    this.#open.delete(key)
    if (found || this.#reliesOn >= own) this.#known.set(key, found)
    this.#reliesOn = found ? before : Math.min(before, this.#reliesOn >= own ? Infinity : this.#reliesOn)
    return found
  }

  /** Adds steps to what is known, and goes on with the choices that remain. */
  #extend(state: State, steps: readonly Step[]): boolean {
    if (++this.#steps > MOST_STEPS) throw new TooComplex()
    const next: State = { ...state, atoms: [...state.atoms], choices: [...state.choices], seen: new Map(state.seen) }
    const waiting = [...steps]
    for (const step of waiting) {
      if (isAtom(step)) {
        const isIgnored = isHidden(step, next.all, this.#reader)
        if (isIgnored && !step.isMet) return false
        if (!isIgnored) next.atoms.push(step)
        continue
      }
      const key = this.#keyOf(step, true)
      const seen = next.seen.get(key)
      if (seen && seen.isMet !== step.isMet) return false
      // The schema of the sent version also determines which properties are known.
      if (seen && (seen.schema.role === 'sent' || step.schema.role === 'read')) continue
      next.seen.set(key, step)
      for (const choice of choicesOf(step, next.kind, this.#allowingSeveral.includes(step.schema.role))) {
        const options = choice.filter(option => this.#mayOverlap(option))
        if (options.length === 0) return false
        if (options.length === 1) waiting.push(...(options[0] as Step[]))
        else next.choices.push(options)
      }
    }
    const values = listedValues(next)
    if (values) return values.some(value => next.all.every(({ isMet, schema }) => accepts(schema, value) === isMet))
    if (!this.#atomsExist(next)) return false
    const open = next.choices.filter(choice => !choice.some(option => this.#isCertain(next, option)))
    // Alternatives that a value must match narrow it down more than those it must not match.
    const choice = open.find(isOfAlternatives) ?? open.sort((one, other) => one.length - other.length)[0]
    if (!choice) return open.length === next.choices.length || this.#atomsExist({ ...next, choices: [] })
    const rest = { ...next, choices: open.filter(each => each !== choice) }
    return choice.some(option => this.#extend(rest, option))
  }

  /** Whether what is known about the value already implies an option. */
  #isCertain(state: State, option: readonly Step[]): boolean {
    const [step, ...others] = option
    if (!step || !isAtom(step) || others.length > 0 || step.keyword !== 'properties') return false
    if (!state.atoms.some(({ keyword, name, isMet }) => isMet && keyword === 'required' && name === step.name))
      return false
    return !this.#atomsExist({ ...state, atoms: [...state.atoms, { ...step, isMet: !step.isMet }] })
  }

  /** Two alternatives of oneOf that exclude each other cannot both match. */
  #mayOverlap(option: readonly Step[]): boolean {
    const [one, other, ...others] = option
    if (!one || !other || others.length > 0 || isAtom(one) || isAtom(other) || !one.isMet || !other.isMet) return true
    return this.#open.has(this.#keyOfAll([one, other])) || this.#exists([one, other])
  }

  #atomsExist({ kind, atoms, choices }: State): boolean {
    switch (kind) {
      case 'integer':
      case 'fraction':
        return numberExists(kind, atoms)
      case 'string':
        return stringExists(atoms)
      case 'array':
        return arrayExists(atoms, this.#exists)
      case 'object':
        return objectExists(atoms, this.#exists, this.#reader, choices.length === 0)
      default:
        return true
    }
  }

  #keyOfAll(conditions: readonly Condition[]): string {
    const keys = conditions.map(each => `${this.#keyOf(each, each.isMet)} ${each.schema.role}`)
    return [...new Set(keys)].sort().join(' + ')
  }

  #keyOf({ schema }: Condition, isMet: boolean): string {
    const { exemptTypes } = schema
    const exempt = exemptTypes ? [...exemptTypes].sort().join() : ''
    return `${isMet ? '+' : '-'}${this.#identity.of(schema.contract, schema.value)} ${exempt}`
  }
}

/** Whether every option names alternatives that the value matches. */
const isOfAlternatives = (choice: Choice): boolean =>
  choice.every(option => option.some(step => !isAtom(step) && step.isMet))

/** The only values that come into question. */
function listedValues({ kind, atoms }: State): Json[] | undefined {
  if (kind === 'null') return [null]
  if (kind === 'boolean') return [true, false]
  const limit = (keyword: string) => atoms.find(atom => atom.isMet && atom.keyword === keyword)?.limit
  const list = limit('enum') as Json[] | undefined
  const only = limit('const')
  const values = only === undefined ? list : [only]
  if (values) return values.filter(value => kindOf(value) === kind)
  if (kind === 'string' && limit('maxLength') === 0) return ['']
  if (kind === 'array' && sizes(atoms, 'Items').most === 0) return [[]]
  return kind === 'object' && sizes(atoms, 'Properties').most === 0 ? [{}] : undefined
}
