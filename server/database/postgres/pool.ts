import { DatabaseUnavailable } from '../database.ts'
import { messageOf } from './errors.ts'
import type { Session } from './session.ts'

export interface PoolOptions {
  connect: () => Promise<Session>
  /** Greatest number of connections. */
  size: number
  /** Milliseconds to wait for a connection when all are in use. */
  patience: number
}

interface Waiter {
  resolve(session: Session): void
  reject(error: unknown): void
}

/** Connections, each with one user at a time. The one used last is used first, because its caches are warm. */
export class Pool {
  readonly #connect: () => Promise<Session>
  readonly #size: number
  readonly #patience: number
  readonly #idle: Session[] = []
  readonly #all = new Set<Session>()
  readonly #waiters: Waiter[] = []
  #connecting = 0
  #isClosed = false

  constructor({ connect, size, patience }: PoolOptions) {
    this.#connect = connect
    this.#size = size
    this.#patience = patience
  }

  /** Throws DatabaseUnavailable. */
  async acquire(): Promise<Session> {
    return this.#idle.pop() ?? this.#wait()
  }

  release(session: Session): void {
    if (!session.isUsable) return
    const waiter = this.#waiters.shift()
    if (waiter) waiter.resolve(session)
    else if (this.#isClosed) this.#end(session)
    else this.#idle.push(session)
  }

  /** @param patience milliseconds to wait for connections that are still in use */
  async close(patience: number): Promise<void> {
    this.#isClosed = true
    for (const waiter of this.#waiters.splice(0)) waiter.reject(closed())
    for (const session of this.#idle.splice(0)) this.#end(session)
    const deadline = performance.now() + patience
    while (this.#all.size > 0 && performance.now() < deadline) await new Promise(resolve => setTimeout(resolve, 5))
    for (const session of this.#all) session.destroy()
  }

  #wait(): Promise<Session> {
    if (this.#isClosed) return Promise.reject(closed())
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1)
        reject(
          new DatabaseUnavailable(
            `No connection was free within ${this.#patience} ms; ${this.#all.size} of at most ${this.#size} are open`,
          ),
        )
      }
      const timer = setTimeout(giveUp, this.#patience)
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          settle(value)
        }
      const waiter = { resolve: settled(resolve), reject: settled(reject) }
      this.#waiters.push(waiter)
      if (this.#connecting < this.#waiters.length) void this.#open()
    })
  }

  async #open(): Promise<void> {
    if (this.#all.size + this.#connecting >= this.#size) return
    this.#connecting += 1
    try {
      const session = await this.#connect()
      this.#all.add(session)
      session.onBroken(() => this.#forget(session))
      this.release(session)
    } catch (error) {
      this.#waiters.shift()?.reject(new DatabaseUnavailable(`Cannot connect: ${messageOf(error)}`, { cause: error }))
    } finally {
      this.#connecting -= 1
    }
  }

  /**
   * What breaks one connection, such as a restart of PostgreSQL, usually breaks all of them. Idle ones are destroyed instead of closed: if
   * the network drops everything, closing them takes a quarter of an hour, during which they would count towards the size of the pool.
   */
  #forget(session: Session): void {
    for (const broken of [session, ...this.#idle.splice(0)]) {
      broken.destroy()
      this.#all.delete(broken)
    }
    if (this.#waiters.length > this.#connecting && !this.#isClosed) void this.#open()
  }

  #end(session: Session): void {
    void session.close().finally(() => this.#all.delete(session))
  }
}

const closed = () => new DatabaseUnavailable('The database is closed')
