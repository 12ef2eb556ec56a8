/** Whether a pattern matches every string: it may match nothing at the start, or at the end. */
export function acceptsEverything(pattern: string): boolean {
  const inner = pattern.replace(/^\^|(?<!\\)\$$/, '')
  if (/^\^\(?:?\(?(\[\\s\\S\]|\[\\S\\s\]|\[\^\]|\[\\d\\D\]|\[\\w\\W\])\*\)?\$$/.test(pattern)) return true
  // Assertions and back references depend on what is around the match.
  return !/[$^]|\\[bB1-9k]|\(\?[=!<]/.test(inner) && new RegExp(inner, 'u').test('')
}

/** Whether a pattern is known to match every string that another one matches. Others are not compared by the strings they match. */
export const includesPattern = (wide: string, narrow: string): boolean => isAnyLine(wide) && isOneLine(narrow)

const isAnyLine = (pattern: string): boolean => /^\^\(?\.\*\)?\$$/.test(pattern)

/** Whether a pattern has to match a whole string, in which nothing can match a line break. */
const isOneLine = (pattern: string): boolean =>
  /^\^[^|\n]*(?<!\\)\$$/.test(pattern) && !/\[\^|\\[sSWDnrupPcx]/.test(pattern)
