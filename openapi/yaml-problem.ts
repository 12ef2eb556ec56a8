/** What is wrong and what to do, in place of the library's messages for programmers. */
const MESSAGES: Readonly<Record<string, string>> = {
  BAD_DQ_ESCAPE: 'the text in double quotes has an unknown escape. Write \\\\ for a backslash, or use single quotes.',
  BAD_INDENT: 'the indentation does not fit the lines above. Align it with them.',
  BAD_SCALAR_START: 'a text without quotes cannot start with this character. Put the text in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping cannot start here. If this is a text that contains `: `, put the text in quotes.',
  DUPLICATE_KEY: 'this key is used twice. Remove one of them.',
  MULTIPLE_DOCS: 'the file contains several YAML documents. Use one document per file.',
  TAB_AS_INDENT: 'tabs cannot indent YAML. Use spaces.',
}

/** The message for a problem that the YAML parser found. */
export function messageOf({ code, message }: { code: string; message: string }): string {
  const quote = /^Missing closing (["'])quote/.exec(message)?.[1]
  if (quote !== undefined) return `the text has no closing ${quote}. Add it.`
  const bracket = /end with an? ([\]}])/.exec(message)?.[1]
  if (bracket !== undefined) return `the closing ${bracket} is missing or not indented. Add or indent it.`
  const tag = /^Unresolved tag: (.+)/.exec(message)?.[1]
  if (tag !== undefined) return `the tag ${tag} is not supported. Remove it.`
  if (message.startsWith('Implicit '))
    return 'a key must be on one line and end with a colon. Add the colon, or put the text in quotes.'
  return MESSAGES[code] ?? message
}
