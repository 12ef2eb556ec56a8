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

/** The search stops after this number of steps, to limit its time. */
const MOST_STEPS = 20_000

/** Thrown when the search takes too many steps. */
export class TooComplex extends Error {}

/** What is known about the value that the search looks for, which is of one kind. */
interface State {
  kind: Kind
  /** All conditions, as they were given. */
  all: readonly Condition[]
  atoms: Atom[]
  choices: Choice[]
  /** The conditions that have been divided into keywords, by the identity of their schemas. */
  seen: Map<string, Condition>
}

/**
 * Looks for a value that satisfies conditions. It divides them into keywords, and tries the alternatives one after the other (the method of
 * analytic tableaux). If there is such a value, the search finds one. Where it cannot tell, as for patterns, it assumes that there is one.
 */
export class Search {
  readonly #identity: Identity
  readonly #reader: Side
  readonly #allowingSeveral: readonly Role[]
  readonly #known = new Map<string, boolean>()
  /** The searches that have not ended, by their conditions, with their depth: a search for a property is inside that for its object. */
  readonly #open = new Map<string, number>()
  /** The least depth of an unfinished search that the current result depends on. */
  #dependsOn = Infinity
  #steps = 0

  /** @param allowingSeveral the versions in which a value may match several alternatives of oneOf, as if it were anyOf */
  constructor(identity: Identity, reader: Side, allowingSeveral: readonly Role[]) {
    this.#identity = identity
    this.#reader = reader
    this.#allowingSeveral = allowingSeveral
  }

  /** Whether some value satisfies the conditions. Throws TooComplex. */
  finds(conditions: readonly Condition[]): boolean {
    this.#steps = 0
    this.#open.clear()
    this.#dependsOn = Infinity
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
      // The same search is already going on, for a value around this one. The smallest value that it can find contains no other such value.
      this.#dependsOn = Math.min(this.#dependsOn, depth)
      return false
    }
    const before = this.#dependsOn
    const own = this.#open.size
    this.#dependsOn = Infinity
    this.#open.set(key, own)
    const all = [...byKey.values()]
    const found = KINDS.some(kind => this.#extend({ kind, all, atoms: [], choices: [], seen: new Map() }, all))
    this.#open.delete(key)
    if (found || this.#dependsOn >= own) this.#known.set(key, found)
    this.#dependsOn = found ? before : Math.min(before, this.#dependsOn >= own ? Infinity : this.#dependsOn)
    return found
  }

  /** Whether a value exists if these steps hold too. Tries all options of the choices that remain. */
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
      // The schema of the sender is added even if the one of the reader is equal, because it determines which properties clients know.
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
    // Alternatives that the value must match come first, because they exclude the most.
    const choice = open.find(isOfAlternatives) ?? open.sort((one, other) => one.length - other.length)[0]
    if (!choice) return open.length === next.choices.length || this.#atomsExist({ ...next, choices: [] })
    const rest = { ...next, choices: open.filter(each => each !== choice) }
    return choice.some(option => this.#extend(rest, option))
  }

  /** Whether an option holds for every value that satisfies what is known so far. */
  #isCertain(state: State, option: readonly Step[]): boolean {
    const [step, ...others] = option
    if (!step || !isAtom(step) || others.length > 0 || step.keyword !== 'properties') return false
    if (!state.atoms.some(({ keyword, name, isMet }) => isMet && keyword === 'required' && name === step.name))
      return false
    return !this.#atomsExist({ ...state, atoms: [...state.atoms, { ...step, isMet: !step.isMet }] })
  }

  /** False for two alternatives of oneOf that exclude each other. */
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

/** Whether every option contains an alternative that the value must match. */
const isOfAlternatives = (choice: Choice): boolean =>
  choice.every(option => option.some(step => !isAtom(step) && step.isMet))

/** All values that are possible, if they are few; otherwise undefined. */
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
