import type { Input, Shape } from '../contract/shape.ts'
import { baseBody } from '../requests/base.ts'
import { requestOf, type Session } from '../session.ts'

/** An input that is left out means what its `default` says: both requests are answered alike. */
export async function checkDefaults(session: Session, allowed: ReadonlyMap<string, number | undefined>): Promise<void> {
  for (const shape of session.shapes) {
    if (!session.target.reset && shape.method !== 'GET') continue
    const inputs = [...shape.query, ...(shape.body?.fields ?? [])].filter(({ schema }) => schema.default !== undefined)
    for (const input of inputs) await checkDefault(session, shape, input, allowed.get(shape.id))
  }
}

async function checkDefault(session: Session, shape: Shape, input: Input, id: number | undefined): Promise<void> {
  const name = `default of ${input.name}`
  const answers: string[] = []
  for (const isGiven of [false, true]) {
    await session.fresh()
    const sent = requestOf(shape, {
      id: String(id ?? ''),
      token: shape.isSecured ? await session.token() : undefined,
      ...(shape.query.includes(input) ? { query: isGiven ? `${input.name}=${input.schema.default}` : '' } : {}),
      body: bodyWith(session, shape, input, isGiven),
    })
    const answered = await session.ask(shape, name, sent)
    if (!answered) return
    answers.push(leavesOf(answered.json).join('\n'))
    if (!isGiven || answers[0] === answers[1]) continue
    const message = `${input.name} left out is answered otherwise than with its default, ${JSON.stringify(input.schema.default)}`
    session.recorder.violate(shape, name, { rule: 'default', message, pointer: input.pointer }, { sent, answered })
  }
}

function bodyWith({ document, at }: Session, shape: Shape, { name, schema }: Input, isGiven: boolean) {
  const base = baseBody(document, shape, at)
  if (!shape.body?.fields.some(field => field.name === name) || typeof base?.bytes !== 'string') return base
  const isJson = /[/+]json$/.test(base.type)
  const { [name]: _, ...rest } = isJson ? JSON.parse(base.bytes) : Object.fromEntries(new URLSearchParams(base.bytes))
  const fields = isGiven ? { ...rest, [name]: schema.default } : rest
  return { ...base, bytes: isJson ? JSON.stringify(fields) : new URLSearchParams(fields).toString() }
}

/** The values of an answer that do not repeat the request: URLs do. */
function leavesOf(value: unknown, path = ''): string[] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}/${key}`))
  return typeof value === 'string' && URL.canParse(value) ? [] : [`${path} ${JSON.stringify(value)}`]
}
