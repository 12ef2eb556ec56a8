/** The part of AsyncLocalStorage that the database uses: a value that follows asynchronous work. */
export interface AsyncContext {
  run<T>(value: object, work: () => T): T
  getStore(): object | undefined
}
