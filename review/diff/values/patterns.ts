/** Whether a pattern matches every string, because it matches the empty string at the start or at the end of any string. */
export function acceptsEverything(pattern: string): boolean {
  const inner = pattern.replace(/^\^|(?<!\\)\$$/, '')
  if (/^\^\(?:?\(?(\[\\s\\S\]|\[\\S\\s\]|\[\^\]|\[\\d\\D\]|\[\\w\\W\])\*\)?\$$/.test(pattern)) return true
  // Whether an assertion or a back reference matches depends on the text around it.
  return !/[$^]|\\[bB1-9k]|\(\?[=!<]/.test(inner) && new RegExp(inner, 'u').test('')
}

/** Whether a pattern is known to match every string that another one matches. Known only if the wide one is `^.*$`. */
export const includesPattern = (wide: string, narrow: string): boolean => isAnyLine(wide) && isOneLine(narrow)

const isAnyLine = (pattern: string): boolean => /^\^\(?\.\*\)?\$$/.test(pattern)

/** Whether a pattern matches only whole strings without a line break. */
const isOneLine = (pattern: string): boolean =>
  /^\^[^|\n]*(?<!\\)\$$/.test(pattern) && !/\[\^|\\[sSWDnrupPcx]/.test(pattern)
