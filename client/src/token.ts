/** The token that all calls of a client share. */
export interface Token {
  /** The value of the Authorization header; undefined without a token. */
  readonly authorization: string | undefined
  /** Throws TypeError for a token that no header can carry. */
  set(token: string): void
  /** Asks for another token, once for all calls that wait for it. */
  renew(): Promise<void>
}

/** @param ask returns another token, or sets one itself */
export function createToken(initial: string | undefined, ask: () => unknown): Token {
  let authorization: string | undefined
  let renewal: Promise<void> | undefined

  function set(token: string): void {
    const text = token.trim()
    // Checked here, because an error of fetch would quote the token in its message.
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

  if (initial !== undefined) set(initial)
  return {
    get authorization() {
      return authorization
    },
    set,
    renew: () => (renewal ??= askOnce()),
  }
}
