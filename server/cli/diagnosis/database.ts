import { DatabaseRefused } from '../../database/database.ts'
import { describeLocation, readSchema } from '../../database/open.ts'
import { isDemo } from '../../demo/seed.ts'
import type { Session } from '../session.ts'
import type { Finding } from './finding.ts'

/** Whether this release can use the database. */
export async function diagnoseDatabase(session: Session): Promise<Finding[]> {
  const { location, terminal } = session
  const finding = (message: string, action: string | null): Finding => ({ check: 'database', message, action })
  try {
    const name = await describeLocation(location)
    const { version, migrations, engine } = await readSchema(location)
    const latest = migrations.at(-1)?.version ?? 0
    if (version < latest) {
      const message = `${name} has version ${version} of ${latest}`
      return [finding(message, 'Stop the server, make a backup and run "clustrix migrate"')]
    }
    const found = [finding(`${name}, version ${version}, ${engine}`, null)]
    if (terminal.env.NODE_ENV === 'production' && (await session.read(isDemo))) {
      found.push(finding('has demo data with public passwords', 'Set DATABASE to another path'))
    }
    return found
  } catch (error) {
    if (!(error instanceof DatabaseRefused)) throw error
    return [finding(error.message, 'Correct DATABASE, or the file that it names')]
  }
}
