import { isMap, isScalar, isSeq, type Node } from 'yaml'
import { nearest } from './nearest.ts'

/** Where the texts and problems of a file are collected. */
export interface Report {
  problem(offset: number, message: string): void
  /** Called for each text. @param path such as `address.city` */
  text(path: string, text: string, offset: number): void
}

export interface TextRules {
  required?: boolean
  max?: number
  maxLines?: number
  /** Brings the text into the form that is stored, before it is checked. */
  normalise?: (text: string) => string
  /** What is wrong with the text. */
  check?: (text: string) => string | undefined
}

interface Entry {
  offset: number
  value: Node | null
}

/** Reads the fields of a mapping. Each fault is reported at its place; a missing value is null. */
export class Fields {
  readonly #report: Report
  /** Such as `address.`; empty at the top. */
  readonly #path: string
  readonly #offset: number
  readonly #entries = new Map<string, Entry>()
  readonly #known: string[] = []

  /** @param offset where the mapping is, if it has no entries */
  constructor(node: Node | null, path: string, offset: number, report: Report) {
    this.#report = report
    this.#path = path
    this.#offset = offset
    if (node === null || isEmpty(node)) return
    if (!isMap(node)) {
      report.problem(offset, `${path.replace(/\.$/, '') || 'the file'} must have fields, each as "name: value"`)
      return
    }
    for (const { key, value } of node.items) {
      const { range } = key as Node
      this.#entries.set(isScalar(key) ? String(key.value) : '', {
        offset: range?.[0] ?? offset,
        value: isEmpty(value as Node | null) ? null : (value as Node),
      })
    }
  }

  text(name: string, rules: TextRules & { required: true }): string
  text(name: string, rules?: TextRules): string | null
  text(name: string, { required = false, max = 200, maxLines = 1, normalise, check }: TextRules = {}): string | null {
    const { value } = this.#entry(name)
    if (value === null) {
      if (required) this.problem(name, 'is missing')
      return required ? '' : null
    }
    if (!isScalar(value)) {
      this.problem(name, 'must be a text')
      return ''
    }
    const given = String(value.value).normalize('NFC').trim()
    const text = normalise?.(given) ?? given
    const problem = faultIn(text, max, maxLines) ?? check?.(text)
    if (problem !== undefined) this.problem(name, problem)
    this.#report.text(`${this.#path}${name}`, text, this.#entry(name).offset)
    return text
  }

  /** A whole number. */
  number(name: string, minimum: number, maximum: number): number {
    const range = `must be a whole number from ${minimum} to ${maximum}`
    const text = this.text(name, { required: true, check: given => (/^\d{1,6}$/.test(given) ? undefined : range) })
    const number = Number(text)
    if (/^\d{1,6}$/.test(text) && (number < minimum || number > maximum)) this.problem(name, range)
    return number
  }

  /** One of some words. */
  choice<Word extends string>(name: string, words: readonly Word[]): Word {
    const isKnown = (text: string): text is Word => (words as readonly string[]).includes(text)
    const text = this.text(name, {
      required: true,
      check: given => (isKnown(given) ? undefined : `${given} must be one of ${words.join(', ')}`),
    })
    return isKnown(text) ? text : words[0]!
  }

  has(name: string): boolean {
    return this.#entry(name).value !== null
  }

  /** A field that has fields itself. */
  section(name: string): Fields {
    const { value, offset } = this.#entry(name)
    return new Fields(value, `${this.#path}${name}.`, offset, this.#report)
  }

  /** A field that has a list of mappings. */
  list(name: string): Fields[] {
    const { value, offset } = this.#entry(name)
    if (value === null) return []
    if (!isSeq(value)) {
      this.problem(name, 'must be a list, each entry with "-"')
      return []
    }
    return value.items.map((item, index) => {
      const node = item as Node | null
      return new Fields(node, `${this.#path}${name}[${index}].`, node?.range?.[0] ?? offset, this.#report)
    })
  }

  problem(name: string, message: string): void {
    this.#report.problem(this.#entry(name).offset, `${this.#path}${name}: ${message}`)
  }

  /** Reports the fields that have not been asked for. */
  end(): void {
    for (const [name, { offset }] of this.#entries) {
      if (this.#known.includes(name)) continue
      const meant = nearest(
        name,
        this.#known.filter(known => !this.#entries.has(known)),
      )
      const hint = meant ? `; did you mean ${meant}?` : `; the fields are ${this.#known.join(', ')}`
      this.#report.problem(offset, `${this.#path}${name}: unknown field${hint}`)
    }
  }

  #entry(name: string): Entry {
    if (!this.#known.includes(name)) this.#known.push(name)
    return this.#entries.get(name) ?? { offset: this.#offset, value: null }
  }
}

/** Every value is read as text, so that a postal code keeps its zeros; an empty one and a plain `null` count as missing. */
const isEmpty = (node: Node | null): boolean =>
  node === null ||
  (isScalar(node) && (node.type === 'PLAIN' ? /^(|~|null)$/.test(String(node.value)) : node.value === ''))

function faultIn(text: string, max: number, maxLines: number): string | undefined {
  const lines = text.split('\n')
  if (text === '') return 'is empty'
  if (lines.length > maxLines) return maxLines === 1 ? 'must be on one line' : `must have at most ${maxLines} lines`
  if (lines.some(line => line.length > max))
    return `must have at most ${max} characters${maxLines === 1 ? '' : ' in a line'}`
  if (lines.some(line => /\p{Cc}/u.test(line))) return 'must not contain control characters'
  return undefined
}
