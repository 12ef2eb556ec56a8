import type { Side } from '../graph.ts'
import { type Exists, sizes } from './arrays.ts'
import type { Condition, Role } from './condition.ts'
import { type Atom, schemaIn } from './step.ts'

/**
 * Whether some object may meet all of these.
 * @param reader the side that reads: what it ignores does not count as a difference
 * @param isComplete whether nothing else is known about the object, such as further properties that senders know
 */
export function objectExists(atoms: readonly Atom[], exists: Exists, reader: Side, isComplete: boolean): boolean {
  const object = describe(atoms)
  const { least, most } = sizes(atoms, 'Properties')
  for (const { name, owner } of object.exceptions)
    if (isComplete && reader === 'request' && owner.role === 'read' && !isDeclared(object, String(name))) return false
  if ([...object.present].some(name => object.absent.has(name) || !exists(conditionsOf(object, name)))) return false
  if (object.present.size > most || least > most) return false
  return othersExist(object, exists, reader, most) && least <= mostNames(object, exists, least)
}

interface ObjectAtoms {
  atoms: readonly Atom[]
  present: Set<string>
  absent: Set<string>
  /** Properties that must not match their schema. */
  exceptions: Atom[]
  /** Every name that is mentioned. */
  names: Set<string>
}

function describe(atoms: readonly Atom[]): ObjectAtoms {
  const named = (keyword: string, isMet: boolean) =>
    atoms.filter(atom => atom.keyword === keyword && atom.isMet === isMet)
  const namesOf = (list: Atom[]) => list.map(({ name }) => String(name))
  const exceptions = named('properties', false)
  const present = [...namesOf(named('required', true)), ...namesOf(exceptions)]
  const listed = atoms.filter(({ keyword }) => keyword === 'additionalProperties').flatMap(atom => [...listedIn(atom)])
  const names = [...atoms.flatMap(({ name }) => name ?? []), ...listed]
  const absent = namesOf(named('required', false))
  return { atoms, present: new Set(present), absent: new Set(absent), exceptions, names: new Set(names) }
}

/** The properties that `additionalProperties` does not concern. */
const listedIn = ({ owner }: Atom): Set<string> => new Set(Object.keys(Object(owner.value.properties)))

/** Whether a client that follows the old contract knows the property. One that does not know it does not send it. */
function isDeclared({ atoms }: ObjectAtoms, name: string): boolean {
  const role: Role = 'sent'
  return atoms.some(
    atom =>
      atom.owner.role === role &&
      atom.isMet &&
      (atom.name === name || (atom.keyword === 'additionalProperties' && !listedIn(atom).has(name))),
  )
}

const ANYTHING = {}

/** What the value of a property must meet. Undefined as its name: a property that no schema mentions. */
function conditionsOf({ atoms }: ObjectAtoms, name: string | undefined): Condition[] {
  return atoms.flatMap((atom): Condition[] => {
    const isAdditional =
      atom.keyword === 'additionalProperties' && atom.isMet && (name === undefined || !listedIn(atom).has(name))
    // Nothing is valid: not even what matches the schema that allows everything.
    if (isAdditional && atom.limit === false) return [{ isMet: false, schema: { ...schemaIn(atom), value: ANYTHING } }]
    if (isAdditional) return [{ isMet: true, schema: schemaIn(atom) }]
    if (atom.keyword !== 'properties' || atom.name !== name) return []
    return [{ isMet: atom.isMet, schema: schemaIn(atom) }]
  })
}

/** For each violated `additionalProperties` some property must exist that it does not allow. */
function othersExist(object: ObjectAtoms, exists: Exists, reader: Side, most: number): boolean {
  const isFull = object.present.size >= most
  return object.atoms.every(atom => {
    if (atom.keyword !== 'additionalProperties' || atom.isMet) return true
    // Readers of responses ignore properties that they do not know.
    if (reader === 'response' && atom.owner.role === 'read' && atom.limit === false) return false
    const wrong: Condition[] = atom.limit === false ? [] : [{ isMet: false, schema: schemaIn(atom) }]
    const names = [...object.names].filter(
      name => !listedIn(atom).has(name) && !object.absent.has(name) && (!isFull || object.present.has(name)),
    )
    const candidates = isFull ? names : [undefined, ...names]
    return candidates.some(name => exists([...conditionsOf(object, name), ...wrong]))
  })
}

/** How many properties an object can have at most. */
function mostNames(object: ObjectAtoms, exists: Exists, needed: number): number {
  if (needed <= object.present.size || exists(conditionsOf(object, undefined))) return Infinity
  const possible = [...object.names].filter(
    name => !object.absent.has(name) && (object.present.has(name) || exists(conditionsOf(object, name))),
  )
  return possible.length
}
