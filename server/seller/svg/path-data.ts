/** Number of arguments of each command (SVG 1.1, 8.3). */
const ARGUMENTS: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 }

const NUMBER = /[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/y
/** The flags of an arc may stand without spaces: `a1 1 0 00.5.5`. */
const FLAG = /[\s,]*([01])/y
const COMMAND = /[\s,]*([a-zA-Z])/y

export interface Segment {
  /** M, L, C, Q, A or Z. */
  command: string
  /** Absolute coordinates. */
  values: number[]
}

/** Reads path data, and writes every command as an absolute one. Returns undefined unless all of the data is valid. */
export function readPathData(data: string): Segment[] | undefined {
  const end = data.trimEnd().length
  let at = 0
  const read = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(data)
    if (found) at = pattern.lastIndex
    return found?.[1]
  }
  const segments: Segment[] = []
  const pen = new Pen(segment => segments.push(segment))
  while (at < end) {
    const command = read(COMMAND)
    const count = ARGUMENTS[command?.toUpperCase() ?? '']
    if (command === undefined || count === undefined) return undefined
    if (segments.length === 0 && command.toUpperCase() !== 'M') return undefined
    if (count === 0) {
      pen.close()
      continue
    }
    for (let repetition = 0; ; repetition++) {
      const values: number[] = []
      while (values.length < count) {
        const text = read(count === 7 && (values.length === 3 || values.length === 4) ? FLAG : NUMBER)
        if (text === undefined) break
        values.push(Number(text))
      }
      if (values.length === 0 && repetition > 0) break
      if (values.length < count || !values.every(Number.isFinite)) return undefined
      // Further coordinates after a move are lines.
      const isLine = repetition > 0 && command.toUpperCase() === 'M'
      pen.draw(isLine ? (command === 'M' ? 'L' : 'l') : command, values)
    }
  }
  return segments
}

/** Turns relative and short commands into absolute ones. */
class Pen {
  readonly #add: (segment: Segment) => void
  #x = 0
  #y = 0
  #start = [0, 0] as [number, number]
  /** The last control point, by the kind of curve that may continue from it. */
  #control: { of: 'C' | 'Q'; x: number; y: number } | undefined

  constructor(add: (segment: Segment) => void) {
    this.#add = add
  }

  close(): void {
    this.#add({ command: 'Z', values: [] })
    ;[this.#x, this.#y] = this.#start
    this.#control = undefined
  }

  draw(letter: string, given: readonly number[]): void {
    const command = letter.toUpperCase()
    const values = letter === command ? [...given] : this.#absolute(command, given)
    if (command === 'H') this.#line([values[0]!, this.#y])
    else if (command === 'V') this.#line([this.#x, values[0]!])
    else if (command === 'S') this.#curve('C', [...this.#reflected('C'), ...values])
    else if (command === 'T') this.#curve('Q', [...this.#reflected('Q'), ...values])
    else if (command === 'C' || command === 'Q') this.#curve(command, values)
    else if (command === 'A') this.#arc(values)
    else if (command === 'L') this.#line(values)
    else {
      this.#end('M', values)
      this.#start = [this.#x, this.#y]
    }
  }

  #absolute(command: string, values: readonly number[]): number[] {
    if (command === 'H') return values.map(x => x + this.#x)
    if (command === 'V') return values.map(y => y + this.#y)
    if (command === 'A') return [...values.slice(0, 5), values[5]! + this.#x, values[6]! + this.#y]
    return values.map((value, index) => value + (index % 2 === 0 ? this.#x : this.#y))
  }

  #reflected(of: 'C' | 'Q'): [number, number] {
    const control = this.#control?.of === of ? this.#control : { x: this.#x, y: this.#y }
    return [2 * this.#x - control.x, 2 * this.#y - control.y]
  }

  #line(values: number[]): void {
    this.#end('L', values)
  }

  #curve(of: 'C' | 'Q', values: number[]): void {
    this.#end(of, values)
    this.#control = { of, x: values.at(-4)!, y: values.at(-3)! }
  }

  /** An arc without a radius is a line, and one to the same point is nothing (SVG 1.1, F.6.2). */
  #arc(values: number[]): void {
    const [rx, ry, rotation, large, sweep, x, y] = values as [number, number, number, number, number, number, number]
    if (x === this.#x && y === this.#y) return
    if (rx === 0 || ry === 0) this.#line([x, y])
    else this.#end('A', [Math.abs(rx), Math.abs(ry), rotation, large, sweep, x, y])
  }

  #end(command: string, values: number[]): void {
    this.#add({ command, values })
    this.#x = values.at(-2)!
    this.#y = values.at(-1)!
    this.#control = undefined
  }
}

/** With spaces between all numbers, and at most six decimals. */
export const writePathData = (segments: readonly Segment[]): string =>
  segments.map(({ command, values }) => [command, ...values.map(round)].join(' ')).join(' ')

const round = (value: number): string => String(Number(value.toFixed(6)) || 0)
