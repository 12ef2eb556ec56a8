import { readFileSync } from 'node:fs'
import { defineCommand, type ExitCode } from '../../openapi/cli/command.ts'
import { type CommandOutput, runCommand } from '../../openapi/cli/run.ts'
import { compareFolders, readFolder, writeFolder } from './folder.ts'
import { type FetchTarball, type Pin, unpack, verify } from './tarball.ts'

/** The pinned package, and the folder for its files. */
interface Vendored {
  pin: string
  folder: string
}

export const VENDORED: Vendored = { pin: 'server/pages/vendor/scalar.json', folder: 'server/pages/vendor/scalar' }

const COMMAND = defineCommand({
  name: 'npm run docs:vendor',
  summary: `Writes the browser build of the package that ${VENDORED.pin} pins to ${VENDORED.folder}. For another version, change the version and the integrity there first.`,
  options: {
    check: { type: 'boolean', help: "Write nothing, but fail if the files are not those of the registry's tarball." },
  },
  exitCodes: [
    'the files are those of the tarball',
    'a file is changed, missing or not in the tarball (only with --check)',
    'the tarball cannot be fetched, or does not have the pinned integrity',
  ],
  examples: ['npm run docs:vendor', 'npm run docs:vendor -- --check'],
})

export const runVendor = (
  args: string[],
  output: CommandOutput,
  { pin: pinFile, folder }: Vendored,
  fetchTarball: FetchTarball,
): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, async ({ check }) => {
    const pin: Pin = JSON.parse(readFileSync(pinFile, 'utf8'))
    const tarball = await fetchTarball(pin)
    verify(tarball, pin)
    const files = await unpack(tarball)
    if (!check) {
      writeFolder(folder, files)
      output.log(`wrote ${files.size} files of ${pin.name}@${pin.version} to ${folder}`)
      return 0
    }
    const differences = compareFolders(files, readFolder(folder))
    for (const { file, difference } of differences)
      output.error(`${folder}/${file} ${difference}; run npm run docs:vendor`)
    if (differences.length > 0) return 1
    output.log(`${files.size} files in ${folder} are those of ${pin.name}@${pin.version}`)
    return 0
  })
