/** A text of the given length that does not repeat a short pattern. */
export function textOf(length: number): string {
  let text = ''
  for (let word = 1; text.length < length; word++) text += `${word} `
  return `${text.slice(0, length - 1)}.`
}

/** Must be returned exactly as typed: line breaks, several scripts and directions, astral characters, markup. */
export const ODD_TEXT =
  'Zeile\r\nשורה\tЛиния 行 🐘 e\u0301 <script>alert(1)</script> \u202etxt\u202c & "x" \'y\' {{7*7}}'
