import { pathToFileURL } from 'node:url'
import { type Parameters, startBrowser } from './devtools.ts'

export interface Page {
  /** URLs that the page has requested so far. */
  requests(): string[]
  /** URLs that the page's own content security policy has blocked. */
  blocked(): string[]
  /** What the page's own content security policy forbids, apart from URLs: the directive, the kind and the script. */
  violations(): string[]
  /** Uncaught errors. */
  errors(): string[]
  /** The value of an expression, awaited. */
  evaluate(expression: string): Promise<unknown>
  /** Shows the page at a width, to a reader who prefers a colour scheme. */
  show(width: number, colours: 'light' | 'dark'): Promise<void>
  /** Waits until an expression holds. */
  until(expression: string): Promise<void>
  /** Loads the page again. */
  reload(): Promise<void>
  /** Waits until all earlier requests have been reported. */
  settled(): Promise<void>
}

interface PolicyIssue {
  blockedURL?: string
  violatedDirective: string
  contentSecurityPolicyViolationType: string
  sourceCodeLocation?: { url: string }
}

const LAST = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

/**
 * Opens a page in a new browser.
 * @param place a file or an http URL
 * @param fragment with its `#`
 */
export async function openPage(place: string, fragment = ''): Promise<Page> {
  const { send, listen } = await startBrowser()
  const asked = new Map<unknown, string>()
  const blocked = new Map<unknown, string>()
  const violations: string[] = []
  const errors: string[] = []
  let loaded = Promise.withResolvers<void>()
  const last = Promise.withResolvers<void>()
  const note: Record<string, (params: Parameters) => void> = {
    'Network.requestWillBeSent': ({ requestId, request }) => {
      const { url } = request as { url: string }
      if (url === LAST) last.resolve()
      // Chromium shows PDFs by an extension of its own.
      if (!/^(file|data|blob|chrome-extension):/.test(url)) asked.set(requestId, url)
    },
    'Network.loadingFailed': ({ requestId, blockedReason }) => {
      if (blockedReason !== 'csp') return
      blocked.set(requestId, asked.get(requestId) ?? '')
      asked.delete(requestId)
    },
    'Audits.issueAdded': ({ issue }) => {
      const { code, details } = issue as { code: string; details: Record<string, PolicyIssue> }
      const { blockedURL, ...found } = details.contentSecurityPolicyIssueDetails ?? ({} as PolicyIssue)
      if (code !== 'ContentSecurityPolicyIssue' || blockedURL !== undefined) return
      const script = found.sourceCodeLocation?.url.split('/').at(-1)
      violations.push([found.violatedDirective, found.contentSecurityPolicyViolationType, script].join(' '))
    },
    'Page.loadEventFired': () => loaded.resolve(),
    'Runtime.exceptionThrown': ({ exceptionDetails }) => errors.push(JSON.stringify(exceptionDetails)),
  }
  listen((method, params) => note[method]?.(params))

  const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
  const inPage = (method: string, params = {}) => send(method, params, String(sessionId))
  for (const domain of ['Network', 'Page', 'Runtime', 'Audits']) await inPage(`${domain}.enable`)
  const url = place.startsWith('http:') ? place : pathToFileURL(place)
  await inPage('Page.navigate', { url: `${url}${fragment}` })
  await loaded.promise

  async function evaluate(expression: string): Promise<unknown> {
    const response = await inPage('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (response.exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(response.exceptionDetails)}`)
    return (response.result as { value?: unknown }).value
  }
  return {
    requests: () => [...asked.values()],
    blocked: () => [...blocked.values()],
    violations: () => violations,
    errors: () => errors,
    evaluate,
    async show(width, colours) {
      await inPage('Emulation.setDeviceMetricsOverride', {
        width,
        height: 900,
        deviceScaleFactor: 1,
        mobile: width < 600,
      })
      await inPage('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: colours }] })
    },
    async until(expression) {
      await evaluate(
        `new Promise(done => { const look = () => ((${expression}) ? done() : setTimeout(look, 20)); look() })`,
      )
    },
    async reload() {
      loaded = Promise.withResolvers()
      await inPage('Page.reload')
      await loaded.promise
    },
    async settled() {
      // Events arrive in order, so one more image, which any page may load, comes last.
      await evaluate(
        `new Promise(done => { const last = new Image(); last.onload = last.onerror = done; last.src = '${LAST}' })`,
      )
      await last.promise
    },
  }
}
