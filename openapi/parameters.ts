import type { JsonObject } from './json.ts'

/** Place and name of a parameter; names of headers are the same in any case (RFC 9110, 5.1). */
export const parameterKey = ({ in: place, name }: JsonObject): string =>
  `${place} ${place === 'header' ? String(name).toLowerCase() : name}`
