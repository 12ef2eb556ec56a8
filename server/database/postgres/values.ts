/** Numbers of the types in https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const INT8 = 20
const INT2 = 21
const INT4 = 23
const NUMERIC = 1700

function parseInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is above 2^53 - 1`)
  return value
}

function refuseNumeric(text: string): never {
  throw new TypeError(`${text} is NUMERIC: a sum must be CAST to BIGINT`)
}

const asText = (text: string) => text

/** How the driver reads values: integers as numbers, everything else as text. */
export const types = {
  getTypeParser(type: number): (text: string) => string | number {
    if (type === INT8 || type === INT4 || type === INT2) return parseInteger
    return type === NUMERIC ? refuseNumeric : asText
  },
}
