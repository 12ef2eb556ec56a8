import pgpass from 'pgpass'
import { DatabaseRefused } from '../database.ts'

/**
 * Reads a password from PGPASSFILE or ~/.pgpass. The driver also does this, with a warning that its next version will not. Throws
 * DatabaseRefused if there is none.
 * @param connection what the driver connects to
 */
export const findPassword = (connection: pgpass.Connection): Promise<string> =>
  new Promise((resolve, reject) => {
    pgpass(connection, password => {
      if (password !== undefined) resolve(password)
      else reject(new DatabaseRefused('it needs a password: put it into the URL, PGPASSWORD or ~/.pgpass'))
    })
  })
