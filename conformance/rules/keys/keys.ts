import type { Session } from '../../session/session.ts'
import type { Rule } from '../rule.ts'
import { keyedOperationOf } from './keyed-operation.ts'
import { refusalRules } from './refusals.ts'
import { replayRules } from './replays.ts'

/** The rules of every operation that accepts an Idempotency-Key. */
export const keyRules = (session: Session): Rule[] =>
  session.tested.flatMap(shape => {
    const operation = keyedOperationOf(session.document, shape)
    return operation ? [...replayRules(session, operation), ...refusalRules(session, operation)] : []
  })
