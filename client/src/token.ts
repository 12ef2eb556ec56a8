/** The token that all calls of a client share. */
export interface Token {
  /** The value of Authorization, if there is one. */
  readonly authorization: string | undefined
  /** Throws TypeError for what no header can carry. */
  set(token: string): void
  /** Asks for another one, once for all calls that wait for it. */
  renew(): Promise<void>
}

/** @param ask gives another token, or sets one itself */
export function createToken(first: string | undefined, ask: () => unknown): Token {
  let authorization: string | undefined
  let renewal: Promise<void> | undefined

  function set(token: string): void {
    const text = token.trim()
    // Refused here, for what refuses it later says it in its message.
    if (!/^[!-~]+$/.test(text)) throw new TypeError('token cannot be used')
    authorization = `Bearer ${text}`
  }

  async function askOnce(): Promise<void> {
    try {
      const token = await ask()
      if (typeof token === 'string') set(token)
    } finally {
      renewal = undefined
    }
  }

  if (first !== undefined) set(first)
  return {
    get authorization() {
      return authorization
    },
    set,
    renew: () => (renewal ??= askOnce()),
  }
}
