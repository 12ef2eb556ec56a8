import { hasInputRules, inputRulesOf } from '../contract/input-rules.ts'
import type { Input, Shape } from '../contract/request-shape.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { baseBody } from '../requests/base.ts'
import { requestOf, type Session } from '../session/session.ts'
import { typesOf } from '../validation/text-values.ts'

/** Leaving an input out must have the same effect as sending its `default`. */
export async function checkDefaults(session: Session): Promise<void> {
  for (const shape of session.tested) {
    if (!session.target.reset && shape.method !== 'GET') continue
    const inputs = [...shape.query, ...(shape.body?.fields ?? [])].filter(({ schema }) => schema.default !== undefined)
    for (const input of inputs) await checkDefault(session, shape, input, session.allowed.get(shape.id))
  }
}

/** How a field is sent: left out, with its default, or null, which equals leaving it out if `x-input` says so. */
type Variant = 'absent' | 'default' | 'null'

async function checkDefault(session: Session, shape: Shape, input: Input, id: number | undefined): Promise<void> {
  const name = `default of ${input.name}`
  const { document, recorder } = session
  const absent = await sendVariant('absent')
  await compare('default', true, 'sending its default')
  if (hasInputRules(document) && shape.body?.fields.includes(input) && typesOf(document, input.pointer).has('null')) {
    await compare('null', inputRulesOf(document).nullIsAbsent, 'sending null')
  }

  async function sendVariant(variant: Variant): Promise<Exchange | undefined> {
    await session.fresh()
    const sent = requestOf(shape, {
      id: String(id ?? ''),
      token: await session.tokenFor(shape),
      query: shape.query.includes(input) && variant === 'default' ? `${input.name}=${input.schema.default}` : '',
      body: bodyWith(session, shape, input, variant),
    })
    const response = await session.send(shape, name, sent)
    return response && { sent, response }
  }

  async function compare(variant: Variant, isAlike: boolean, how: string): Promise<void> {
    const exchange = await sendVariant(variant)
    if (!absent || !exchange) return
    const [one, other] = [absent, exchange].map(({ response }) => leavesOf(response.json).join('\n'))
    if ((one === other) === isAlike) return
    const message = `leaving out ${input.name} gives ${isAlike ? 'a different response from' : 'the same response as'} ${how}`
    recorder.addViolation(shape, name, { rule: 'default', message, pointer: input.pointer }, exchange)
  }
}

function bodyWith({ document, at }: Session, shape: Shape, { name, schema }: Input, variant: Variant) {
  const base = baseBody(document, shape, at)
  if (!shape.body?.fields.some(field => field.name === name) || typeof base?.bytes !== 'string') return base
  const isJson = /[/+]json$/.test(base.type)
  const { [name]: _, ...rest } = isJson ? JSON.parse(base.bytes) : Object.fromEntries(new URLSearchParams(base.bytes))
  const fields = variant === 'absent' ? rest : { ...rest, [name]: variant === 'null' ? null : schema.default }
  return { ...base, bytes: isJson ? JSON.stringify(fields) : new URLSearchParams(fields).toString() }
}

/** The values of a response that do not repeat the request, as URLs do. */
function leavesOf(value: unknown, path = ''): string[] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}/${key}`))
  return typeof value === 'string' && URL.canParse(value) ? [] : [`${path} ${JSON.stringify(value)}`]
}
