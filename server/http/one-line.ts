import { codePoints, NotBlank, OneLine } from '../generated/schemas.gen.ts'

const MAX_CHARACTERS = 255

export const ONE_LINE_RULE = `must be one line of visible text of at most ${MAX_CHARACTERS} characters`

/** Whether a name or a similar text of an operator is accepted, by the rules that the contract has for those of clients. */
export const isOneLine = (text: string): boolean =>
  OneLine.safeParse(text).success && NotBlank.safeParse(text).success && codePoints(text) <= MAX_CHARACTERS
