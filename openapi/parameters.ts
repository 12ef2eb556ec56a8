import type { JsonObject } from './json.ts'

/** Identifies a parameter by location and name. Header names are case-insensitive (RFC 9110, 5.1). */
export const parameterKey = ({ in: place, name }: JsonObject): string =>
  `${place} ${place === 'header' ? String(name).toLowerCase() : name}`
