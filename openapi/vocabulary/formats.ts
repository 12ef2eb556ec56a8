import { annotations, formats, integerBounds } from '../formats.ts'

const numeric = [...Object.keys(integerBounds), 'float', 'double']

/** The type of value that each supported format applies to. */
export const formatTypes: ReadonlyMap<string, 'string' | 'number'> = new Map(
  [...Object.keys(formats), ...annotations].map(name => [name, numeric.includes(name) ? 'number' : 'string']),
)
