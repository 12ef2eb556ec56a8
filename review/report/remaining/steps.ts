import type { Operation } from '../../../openapi/operations.ts'
import type { Review } from '../review.ts'
import type { House } from './house.ts'
import type { Step } from './step.ts'

type Found = Omit<Review, 'steps' | 'docs'>

/**
 * The checklist that follows from all that was found.
 * @param added operations that are new
 * @param house undefined for a contract that is not this repository's
 */
export function stepsOf(found: Found, added: readonly Operation[], house: House | undefined): Step[] {
  return [
    ...versionSteps(found),
    ...unknownSteps(found),
    ...lintSteps(found),
    ...generatorSteps(found),
    ...(house ? houseSteps(found, added, house) : []),
  ]
}

function versionSteps({ gate }: Found): Step[] {
  const { required, isEnough, message, problems } = gate
  const orAccepted = gate.isBreaking ? ', or accept what breaks in `review/exceptions.yaml`' : ''
  return [
    ...(required === 'none' && isEnough
      ? []
      : [{ isDone: isEnough, text: `${message}${isEnough ? '' : orAccepted}.` }]),
    ...problems.map(problem => ({ isDone: false, text: `Mend ${problem}` })),
  ]
}

function unknownSteps({ diff }: Found): Step[] {
  const number = diff.changes.filter(({ rule }) => rule === 'unclassified').length
  return number === 0 ? [] : [{ isDone: false, text: `Judge what no rule knows: ${number} of the changes.` }]
}

function lintSteps({ findings }: Found): Step[] {
  if ('refused' in findings) return [{ isDone: false, text: `Make the contract readable for npm run spec:lint.` }]
  const { length } = findings.found
  if (length === 0) return [{ isDone: true, text: 'No new lint finding.' }]
  return [{ isDone: false, text: `Mend the lint findings that are new: ${length}.` }]
}

const generatorSteps = ({ generated }: Found): Step[] =>
  'refused' in generated
    ? [{ isDone: false, text: 'Say it so that the generator can read it, or teach the generator.' }]
    : []

function houseSteps(
  { diff, gate }: Found,
  added: readonly Operation[],
  { changelog, stale, handlerOf }: House,
): Step[] {
  const files = stale.map(file => `\`${file}\``).join(', ')
  const steps: Step[] = [
    stale.length === 0
      ? { isDone: true, text: 'The generated files are those of this contract.' }
      : { isDone: false, text: `Run \`npm run generate\`, for these are of another contract: ${files}.` },
  ]
  for (const operation of added) {
    const { file, isThere } = handlerOf(operation)
    steps.push({ isDone: isThere, text: `Handler \`${operation.id}\` in \`${file}\`.` })
  }
  if (diff.verdict === 'none') return steps
  const { version } = diff.head
  // An entry for a version that cannot stay says nothing yet.
  steps.push(
    gate.isEnough
      ? { isDone: hasEntry(changelog, version), text: `Entry for ${version} in CHANGELOG.md.` }
      : { isDone: false, text: 'Entry for the new version in CHANGELOG.md.' },
  )
  return steps
}

/** A heading that names the version, with something listed under it. */
const hasEntry = (changelog: string, version: string): boolean =>
  changelog.split(/^## /m).some(section => /^\[?v?([^\s\]]+)/.exec(section)?.[1] === version && /^- /m.test(section))
