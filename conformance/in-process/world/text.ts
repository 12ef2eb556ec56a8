/** A text of so many characters that is no repetition of a short one. */
export function textOf(length: number): string {
  let text = ''
  for (let word = 1; text.length < length; word++) text += `${word} `
  return `${text.slice(0, length - 1)}.`
}

/** What must come back as typed: line ends, other scripts and directions, astral characters, markup. */
export const ODD_TEXT =
  'Zeile\r\nשורה\tЛиния 行 🐘 e\u0301 <script>alert(1)</script> \u202etxt\u202c & "x" \'y\' {{7*7}}'
