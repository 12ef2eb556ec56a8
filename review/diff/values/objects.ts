import type { Side } from '../graph.ts'
import { type Exists, sizes } from './arrays.ts'
import type { Condition, Role } from './condition.ts'
import { type Atom, schemaIn } from './step.ts'

/**
 * Whether some object may satisfy all keywords.
 * @param reader the side on which the object is read. Properties that its reader ignores do not count as a difference.
 * @param isComplete whether these are all keywords, so that a property that none of them mentions is unknown to the sender
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
  /** Keywords of properties whose value must not match the schema. */
  exceptions: Atom[]
  /** The names of all properties that the keywords mention. */
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

/** The properties beside `additionalProperties`, to which it does not apply. */
const listedIn = ({ owner }: Atom): Set<string> => new Set(Object.keys(Object(owner.value.properties)))

/** Whether the version of the sender mentions the property. Clients do not send properties that they do not know. */
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

/** The conditions for the value of a property. Without a name: of a property that no schema mentions. */
function conditionsOf({ atoms }: ObjectAtoms, name: string | undefined): Condition[] {
  return atoms.flatMap((atom): Condition[] => {
    const isAdditional =
      atom.keyword === 'additionalProperties' && atom.isMet && (name === undefined || !listedIn(atom).has(name))
    // No value may satisfy the schema that every value satisfies: the property cannot exist.
    if (isAdditional && atom.limit === false) return [{ isMet: false, schema: { ...schemaIn(atom), value: ANYTHING } }]
    if (isAdditional) return [{ isMet: true, schema: schemaIn(atom) }]
    if (atom.keyword !== 'properties' || atom.name !== name) return []
    return [{ isMet: atom.isMet, schema: schemaIn(atom) }]
  })
}

/** Whether, for each `additionalProperties` that must not be satisfied, a property may exist that it does not allow. */
function othersExist(object: ObjectAtoms, exists: Exists, reader: Side, most: number): boolean {
  const isFull = object.present.size >= most
  return object.atoms.every(atom => {
    if (atom.keyword !== 'additionalProperties' || atom.isMet) return true
    // Clients ignore properties that they do not know.
    if (reader === 'response' && atom.owner.role === 'read' && atom.limit === false) return false
    const wrong: Condition[] = atom.limit === false ? [] : [{ isMet: false, schema: schemaIn(atom) }]
    const names = [...object.names].filter(
      name => !listedIn(atom).has(name) && !object.absent.has(name) && (!isFull || object.present.has(name)),
    )
    const candidates = isFull ? names : [undefined, ...names]
    return candidates.some(name => exists([...conditionsOf(object, name), ...wrong]))
  })
}

/** The greatest number of properties that an object can have; infinite if it can have properties that no schema mentions. */
function mostNames(object: ObjectAtoms, exists: Exists, needed: number): number {
  if (needed <= object.present.size || exists(conditionsOf(object, undefined))) return Infinity
  const possible = [...object.names].filter(
    name => !object.absent.has(name) && (object.present.has(name) || exists(conditionsOf(object, name))),
  )
  return possible.length
}
