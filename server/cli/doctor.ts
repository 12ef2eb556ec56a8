import type { Command } from 'commander'
import { Refused } from '../domain/refused.ts'
import { loadSeller } from '../seller/load.ts'
import { loadSettings, StartError } from '../settings.ts'
import type { Define } from './define.ts'
import { diagnoseClock } from './diagnosis/clock.ts'
import { diagnoseDatabase } from './diagnosis/database.ts'
import { diagnoseDisk } from './diagnosis/disk.ts'
import type { Finding } from './diagnosis/finding.ts'
import { diagnoseModes } from './diagnosis/modes.ts'
import type { Session } from './session.ts'
import { printable } from './text.ts'

export function addDoctorCommand(program: Command, define: Define): void {
  define(
    program
      .command('doctor')
      .description('check the settings, files, versions, disk and clock of this installation')
      .addHelpText(
        'after',
        '\nSet the environment of the server, so that its settings are checked. Exit code 1 if something is wrong.\n\nExample: clustrix doctor',
      ),
    async session => {
      // First, because opening the database closes its files to other users.
      const modes = diagnoseModes(session.location)
      const findings = [
        ...diagnoseSettings(session.terminal.env),
        { check: 'node' as const, message: `Node.js ${process.versions.node}`, action: null },
        ...(await diagnoseDatabase(session)),
        ...modes,
        ...diagnoseDisk(session.location),
        ...(await diagnoseClock(session)),
      ]
      const isWrong = findings.some(({ action }) => action !== null)
      return { data: { findings }, text: findings.map(textOf).join(''), exitCode: isWrong ? 1 : 0 }
    },
  )
}

/** The settings as the server would read them. */
function diagnoseSettings(env: Session['terminal']['env']): Finding[] {
  const check = 'settings'
  try {
    const settings = loadSettings(env, [])
    const mode = settings?.production ? 'production' : 'development'
    if (settings?.seller !== undefined) loadSeller(settings.seller)
    return [{ check, message: `valid, for ${mode}`, action: null }]
  } catch (error) {
    if (error instanceof Refused) {
      return [
        { check, message: `SELLER: ${error.message}`, action: 'Run "clustrix seller check" and correct the file' },
      ]
    }
    if (!(error instanceof StartError)) throw error
    return error.message.split('\n').map(message => ({ check, message, action: 'Correct this environment variable' }))
  }
}

const textOf = ({ check, message, action }: Finding): string =>
  `${action === null ? 'ok   ' : 'WRONG'} ${check}: ${printable(message)}\n${action === null ? '' : `      ${printable(action)}\n`}`
