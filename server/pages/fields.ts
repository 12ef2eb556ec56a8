import type { Contract, Schema } from './contract.ts'
import { type Facts, factsOf, hasSection, linkTo } from './schema-facts.ts'

/** A list entry in Markdown for a field or parameter. */
export function fieldEntry(name: string, facts: Facts, notes: readonly string[] = []): string {
  const { example } = facts
  const description = unwrapped(facts.description ?? '')
  const shown = [description, ...(example === undefined ? [] : [`Example: ${code(JSON.stringify(example))}.`])]
  // A list in the description must not swallow the example.
  const separator = description.includes('\n') ? '\n\n' : ' '
  const head = [facts.types.join(' or '), ...limitsOf(facts), ...notes].filter(Boolean).join(', ')
  const text = shown.filter(Boolean).join(separator)
  return indent(`- ${code(name)} (${head})${text === '' ? '' : `: ${text}`}`)
}

/** The sections of all component schemas that have one. */
export const schemaSections = (contract: Contract): string[] =>
  Object.entries(contract.components.schemas as Record<string, Schema>)
    .filter(([, schema]) => hasSection(schema))
    .map(([name, schema]) =>
      [`### ${name}`, schema.description?.trim() ?? '', ...bodyOf(contract, schema)].join('\n\n'),
    )

function bodyOf(contract: Contract, schema: Schema): string[] {
  if (schema.enum) return [`One of ${schema.enum.map(value => code(String(value))).join(', ')}.`]
  const inherited = (schema.allOf ?? []).flatMap(({ $ref }) =>
    $ref === undefined ? [] : [`All fields of ${linkTo($ref.slice($ref.lastIndexOf('/') + 1))}, and:`],
  )
  const fields = [schema, ...(schema.allOf ?? [])].flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).map(([name, property]) =>
      fieldEntry(name, factsOf(contract, property), required.includes(name) ? [] : ['optional']),
    ),
  )
  return [...inherited, fields.join('\n')]
}

function limitsOf({ values, patterns, ...facts }: Facts): string[] {
  return [
    rangeText(facts.minimum, facts.maximum),
    rangeText(facts.minLength, facts.maxLength, 'characters'),
    rangeText(facts.minItems, facts.maxItems, 'items'),
    values && `${values.length === 1 ? 'always' : 'one of'} ${values.map(value => code(String(value))).join(', ')}`,
    ...patterns.map(pattern => `matches ${code(pattern)}`),
    facts.default === undefined ? undefined : `default ${code(String(facts.default))}`,
  ].filter(text => text !== undefined)
}

function rangeText(minimum: number | undefined, maximum: number | undefined, unit = ''): string | undefined {
  if (minimum === undefined && maximum === undefined) return undefined
  const range =
    maximum === undefined
      ? `at least ${minimum}`
      : minimum === undefined
        ? `up to ${maximum}`
        : `${minimum} to ${maximum}`
  return `${range} ${unit}`.trim()
}

/** A code span in Markdown, which may contain backquotes. */
export const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``)

/** Text of one paragraph in one line. Lists and further paragraphs stay as they are. */
const unwrapped = (text: string): string => {
  const trimmed = text.trim()
  return /\n\s*\n/.test(trimmed) ? trimmed : trimmed.replaceAll(/\s*\n\s*/g, ' ')
}

const indent = (text: string): string => text.replaceAll(/\n(?=[^\n])/g, '\n  ')
