import { defineCommand } from '../../../openapi/cli/command.ts'

/** A command with an option of each kind. */
export const EXAMPLE = defineCommand({
  name: 'npm run example',
  summary: 'Shows what a command can have.',
  options: {
    file: { type: 'string', positional: true, value: 'FILE', default: 'openapi.yaml', help: 'What to read.' },
    to: { type: 'string', value: 'DIR', required: true, help: 'Where to write.' },
    note: { type: 'string', value: 'TEXT', help: `A ${'very '.repeat(20)}long note.` },
    format: { type: 'string', value: 'FORMAT', choices: ['text', 'json'], default: 'text', help: 'How to write.' },
    port: { type: 'number', value: 'N', min: 0, max: 65_535, default: 4010, help: 'Where to listen.' },
    all: { type: 'boolean', help: 'Write everything.' },
  },
  exitCodes: ['written', 'nothing to write', 'not possible'],
  examples: ['npm run example -- --to out'],
  more: 'docs/example.md',
})
