import type { MockState } from '../types/index.d.ts'

/** The parts of IndexedDB that are used; the project's types are those of Node.js. */
interface Opening<T> {
  result: T
  error: unknown
  onsuccess: () => void
  onerror: () => void
  onupgradeneeded: () => void
}

interface Store {
  get(key: string): Opening<unknown>
  put(value: unknown, key: string): void
}

interface Transaction {
  objectStore(name: string): Store
  error: unknown
  oncomplete: () => void
  onerror: () => void
  onabort: () => void
}

interface Storage {
  createObjectStore(name: string): void
  transaction(name: string, mode: 'readonly' | 'readwrite'): Transaction
}

const { indexedDB } = globalThis as unknown as { indexedDB: { open(name: string, version: number): Opening<Storage> } }

const STORE = 'state'
const KEY = 'default'

/** Keeps one state in an IndexedDB database. @param name of the database */
export function openStorage(name: string) {
  const opened = new Promise<Storage>((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  // Otherwise a worker that gets no request would report an unhandled rejection.
  opened.catch(() => {})

  return {
    read: async (): Promise<MockState | undefined> => {
      const request = (await opened).transaction(STORE, 'readonly').objectStore(STORE).get(KEY)
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result as MockState | undefined)
        request.onerror = () => reject(request.error)
      })
    },
    write: async (state: MockState): Promise<void> => {
      const transaction = (await opened).transaction(STORE, 'readwrite')
      transaction.objectStore(STORE).put(state, KEY)
      return new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onerror = () => reject(transaction.error)
        transaction.onabort = () => reject(transaction.error)
      })
    },
  }
}
