import type { Operation } from '../../../openapi/operations.ts'
import type { Review } from '../review.ts'
import type { Project } from './project.ts'
import type { Step } from './step.ts'

type Found = Pick<Review, 'diff' | 'gate' | 'findings' | 'generated'>

/**
 * The checklist that follows from all results.
 * @param added operations that only the head version has
 * @param project undefined for a contract that is not this repository's
 */
export function stepsOf(found: Found, added: readonly Operation[], project: Project | undefined): Step[] {
  return [
    ...versionSteps(found),
    ...unclassifiedSteps(found),
    ...lintSteps(found),
    ...generatorSteps(found),
    ...(project ? projectSteps(found, added, project) : []),
  ]
}

function versionSteps({ gate, diff }: Found): Step[] {
  const { required, lowest, isEnough, isBreaking, message, problems } = gate
  const target = lowest === undefined ? 'to a higher version' : `from ${diff.base.version} to at least ${lowest}`
  const orAccept = isBreaking ? ', or accept the breaking changes in `review/exceptions.yaml`' : ''
  const version = isEnough
    ? { isDone: true, text: `${message}.` }
    : { isDone: false, text: `Raise info.version ${target} (${required})${orAccept}.` }
  return [
    ...(required === 'none' && isEnough ? [] : [version]),
    ...problems.map(problem => ({ isDone: false, text: `Fix ${problem}` })),
  ]
}

function unclassifiedSteps({ diff }: Found): Step[] {
  const { length } = diff.changes.filter(({ rule }) => rule === 'unclassified')
  return length === 0
    ? []
    : [{ isDone: false, text: `Decide what the changes without a rule mean for clients: ${length}.` }]
}

function lintSteps({ findings }: Found): Step[] {
  if ('refused' in findings) return [{ isDone: false, text: 'Make the contract readable for `npm run spec:lint`.' }]
  const { length } = findings.found
  if (length === 0) return [{ isDone: true, text: 'No new lint findings.' }]
  return [{ isDone: false, text: `Fix the new lint findings: ${length}.` }]
}

const generatorSteps = ({ generated }: Found): Step[] =>
  'refused' in generated ? [{ isDone: false, text: 'Use a supported construct, or extend the generator.' }] : []

function projectSteps(
  { diff, gate }: Found,
  added: readonly Operation[],
  { changelog, stale, handlerOf }: Project,
): Step[] {
  const files = stale.map(file => `\`${file}\``).join(', ')
  const steps: Step[] = [
    stale.length === 0
      ? { isDone: true, text: 'The generated files are up to date.' }
      : { isDone: false, text: `Run \`npm run generate\`: ${files} ${stale.length === 1 ? 'is' : 'are'} out of date.` },
  ]
  for (const operation of added) {
    const { file, isThere } = handlerOf(operation)
    steps.push({ isDone: isThere, text: `Implement \`${operation.id}\` in \`${file}\`.` })
  }
  if (diff.verdict === 'none') return steps
  const { version } = diff.head
  // An entry for a version that must still change does not count.
  steps.push(
    gate.isEnough
      ? { isDone: hasEntry(changelog, version), text: `Add an entry for ${version} to CHANGELOG.md.` }
      : { isDone: false, text: 'Add an entry for the new version to CHANGELOG.md.' },
  )
  return steps
}

/** A heading with the version, followed by a list. */
const hasEntry = (changelog: string, version: string): boolean =>
  changelog.split(/^## /m).some(section => /^\[?v?([^\s\]]+)/.exec(section)?.[1] === version && /^- /m.test(section))
