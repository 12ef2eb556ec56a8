/** A set of small integers. */
export class BitSet {
  readonly #words: Uint32Array

  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / 32))
  }

  add(number: number): void {
    this.#words[number >>> 5] = this.#word(number >>> 5) | (1 << (number & 31))
  }

  addAll(other: BitSet): void {
    for (let index = 0; index < this.#words.length; index++) this.#words[index] = this.#word(index) | other.#word(index)
  }

  isEmpty(): boolean {
    return this.#words.every(word => word === 0)
  }

  *[Symbol.iterator](): Generator<number> {
    for (let index = 0; index < this.#words.length; index++)
      for (let word = this.#word(index); word !== 0; word &= word - 1) yield index * 32 + 31 - Math.clz32(word & -word)
  }

  #word(index: number): number {
    return this.#words[index] ?? 0
  }
}
