import type { Shape } from '../contract/request-shape.ts'
import type { ReceivedResponse, SentRequest } from '../exchange/exchange.ts'
import { requestOf, type Session } from '../session/session.ts'
import { missingId } from './ids.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Checks unknown paths, wrong methods, HEAD and OPTIONS (info.description of the contract). */
export async function checkPaths(session: Session): Promise<void> {
  await session.fresh()
  const headers: Record<string, string> = session.login ? { Authorization: `Bearer ${await session.token()}` } : {}
  for (const path of new Set(session.tested.map(shape => shape.path))) {
    const shapes = session.shapes.filter(shape => shape.path === path)
    const [shape] = shapes as [Shape, ...Shape[]]
    const id = String(session.allowed.get(shape.id) ?? missingId(session, shape))
    const methods = shapes.map(({ method }) => method)
    const { path: sentPath } = requestOf(shape, { id })
    await checkMethods(session, sentPath, methods, headers)
    const get = shapes.find(({ method }) => method === 'GET')
    if (get) await checkHead(session, get, { method: 'GET', path: sentPath, headers })
    for (const unknown of variantsOf(sentPath))
      await expectStatus(session, { method: 'GET', path: unknown, headers }, 404)
  }
  // The contract does not declare `/` either, but a server may serve a front page there.
  const unknown = ['/nothing', prefixOf(session.shapes)].filter(path => path !== '/')
  for (const path of unknown) {
    await expectStatus(session, { method: 'GET', path, headers }, 404)
    if (!session.target.readOnly) await expectStatus(session, { method: 'POST', path, headers: {} }, 404)
  }
}

/** Variants of a path that are different paths. */
const variantsOf = (path: string) => [`${path}/`, path.replace(/\/(?=[^/]*$)/, '//'), path.toUpperCase(), `${path}x/y`]

/** The longest common prefix of all paths, up to a slash. */
function prefixOf(shapes: readonly Shape[]): string {
  const paths = shapes.map(({ path }) => path.split('/'))
  const [first = []] = paths
  const differs = first.findIndex((segment, at) => paths.some(path => path[at] !== segment))
  return first.slice(0, differs === -1 ? undefined : differs).join('/') || '/'
}

async function checkMethods(
  session: Session,
  path: string,
  methods: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort()
  for (const method of METHODS.filter(name => !methods.includes(name))) {
    if (session.target.readOnly && method !== 'GET') continue
    // A wrong method gets a 405 with or without a token.
    for (const given of [headers, {}]) {
      const sent = { method, path, headers: given }
      const response = await expectStatus(session, sent, 405)
      if (response) checkAllow(session, sent, response, allow)
    }
  }
  const sent = { method: 'OPTIONS', path, headers: {} }
  const response = await expectStatus(session, sent, 204)
  if (response) checkAllow(session, sent, response, allow)
}

function checkAllow(session: Session, sent: SentRequest, response: ReceivedResponse, allow: readonly string[]): void {
  const allowed = (response.headers.get('allow') ?? '').split(',').map(method => method.trim())
  if (allowed.sort().join() === allow.join()) return
  const message = `Allow is ${response.headers.get('allow') ?? 'missing'} instead of ${allow.join(', ')}`
  session.recorder.addViolation(undefined, nameOf(sent), { rule: 'allow', message }, { sent, response })
}

async function expectStatus(
  session: Session,
  sent: SentRequest,
  status: number,
): Promise<ReceivedResponse | undefined> {
  const response = await session.send(undefined, nameOf(sent), sent)
  if (!response || response.status === status) return response
  const message = `${response.status} instead of ${status}`
  session.recorder.addViolation(undefined, nameOf(sent), { rule: 'path', message }, { sent, response })
  return undefined
}

const nameOf = ({ method, path }: SentRequest) => `outside: ${method} ${path}`

/** The response to HEAD must be that to GET, without the body (RFC 9110, 9.3.2). */
async function checkHead(session: Session, shape: Shape, sent: SentRequest): Promise<void> {
  const get = await session.send(shape, 'as GET', sent)
  const asHead = { ...sent, method: 'HEAD' }
  const head = await session.send(shape, 'as HEAD', asHead)
  if (!get || !head) return
  const isAlike = get.status === head.status && namesOf(get) === namesOf(head) && typeOf(get) === typeOf(head)
  if (isAlike) return
  const message = `HEAD returned ${head.status} with ${namesOf(head)}, GET ${get.status} with ${namesOf(get)}`
  session.recorder.addViolation(shape, 'as HEAD', { rule: 'head', message }, { sent: asHead, response: head })
}

const namesOf = ({ headers }: ReceivedResponse) =>
  [...headers.keys()]
    .filter(name => !/^(content-length|transfer-encoding|connection|keep-alive|date)$/.test(name))
    .sort()
    .join()

const typeOf = ({ headers }: ReceivedResponse) => headers.get('content-type')
