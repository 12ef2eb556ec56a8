declare module 'pgpass' {
  namespace pgpass {
    interface Connection {
      host: string
      port: number
      database?: string | undefined
      user?: string | undefined
    }
  }
  function pgpass(connection: pgpass.Connection, done: (password: string | undefined) => void): void
  export = pgpass
}
