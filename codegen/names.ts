const RESERVED = new Set(
  (
    'abstract arguments await boolean break byte case catch class const continue debugger default delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public return static super ' +
    'switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
)

/** The globals that generated code uses. */
const GLOBALS =
  'Array BigInt Infinity Map Math NaN Number Object RegExp Set String URL Uint8Array exports require'.split(' ')

/** Returns a function that gives each name a unique identifier. The result depends only on the order of the calls. */
export function createNames(taken: Iterable<string>) {
  const used = new Set([...taken, ...GLOBALS])
  return function identifierFor(name: string): string {
    const plain = name.replaceAll(/[^\p{ID_Continue}$]/gu, '_').replace(/^(?![\p{ID_Start}_$])/u, '_')
    const base = RESERVED.has(plain) ? `${plain}_` : plain
    let identifier = base
    for (let count = 2; used.has(identifier); count += 1) identifier = `${base}_${count}`
    used.add(identifier)
    return identifier
  }
}
