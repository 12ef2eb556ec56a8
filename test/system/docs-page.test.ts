import { expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { ACME } from '../support/app.ts'
import { axeFindings } from '../support/axe.ts'
import { openPage, type Page } from '../support/browser.ts'
import { startServer } from '../support/process.ts'

/** What zod tries in order to find out whether it may compile its schemas. It goes on without. */
const PROBE = /^script-src kEvalViolation workspace-events-[\w-]+\.js$/

/** Findings of axe in the form that sends requests, all in Scalar's own elements, by rule. Remove what a newer version mends. */
const SCALARS_FINDINGS = {
  // The buttons for help beside the headers have the role `none`.
  'aria-allowed-role': 3,
  'aria-prohibited-attr': 3,
  'presentation-role-conflict': 3,
  // The editors of the two bodies have no name, and the upper one scrolls without keyboard focus.
  'aria-input-field-name': 2,
  'scrollable-region-focusable': 1,
  // Fields for names and values of headers, cookies and parameters have the role of a combobox without its state.
  'aria-required-attr': 8,
  // The button that copies the sample refers to an element that is not there yet.
  'aria-valid-attr-value': 1,
  // The form has a `main` and a region for notifications of its own.
  'landmark-no-duplicate-main': 1,
  'landmark-unique': 1,
}

/** The browser draws without a graphics card, on a machine that may be busy. */
const TIMEOUT = 180_000

const SECTION = (operationId: string) => `section[id$="/${operationId}"]`
const SEND = `[...document.querySelectorAll('.scalar-client--open button')].find(button => button.textContent.trim().startsWith('Send'))`
const RESPONSE = `document.querySelector('.scalar-client--open').innerText`

async function openDocs(operation = '', width = 1440, colours: 'light' | 'dark' = 'light') {
  // Requests go to the server that the page is from, even if PUBLIC_URL is another name of it.
  const { origin } = await startServer({ env: { DATABASE: ':memory:', PUBLIC_URL: 'https://portal.example' } })
  const page = await openPage(`${origin}/docs`, operation && `#tag/${operation}`)
  await page.show(width, colours)
  await page.until(`document.querySelector('[role=main], main')?.innerText.length > 100`)
  return { origin, page }
}

async function goTo(page: Page, operation: string): Promise<void> {
  const operationId = operation.split('/')[1] ?? ''
  await page.evaluate(`location.hash = '#tag/${operation}'`)
  await page.until(`document.querySelector('${SECTION(operationId)} .show-api-client-button')`)
}

/** Opens the form of an operation and sends the request that is in it. */
async function send(page: Page, operation: string): Promise<void> {
  await goTo(page, operation)
  await page.evaluate(
    `document.querySelector('${SECTION(operation.split('/')[1] ?? '')} .show-api-client-button').click()`,
  )
  await page.until(SEND)
  await page.evaluate(`${SEND}.click()`)
}

async function close(page: Page): Promise<void> {
  await page.evaluate(`document.querySelector('.scalar-app-exit').click()`)
  await page.until(`!document.querySelector('.scalar-client--open')`)
}

/** Everything that the origin keeps in the browser, as text. */
const STORED = `(async () => {
  const databases = await indexedDB.databases()
  const rows = await Promise.all(databases.map(({ name }) => new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onerror = reject
    opening.onsuccess = async () => {
      const stores = [...opening.result.objectStoreNames]
      resolve(Promise.all(stores.map(store => new Promise((resolve, reject) => {
        const reading = opening.result.transaction(store).objectStore(store).getAll()
        reading.onsuccess = () => resolve(reading.result)
        reading.onerror = reject
      }))))
    }
  })))
  const cached = await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(({ url }) => url)))
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, rows, cached, history.state, location.href])
})()`

test(
  'shows all operations, loads nothing from elsewhere, and breaks the policy by one probe alone',
  async () => {
    const { origin, page } = await openDocs('tickets/createTicket')
    await page.until(`document.querySelector('${SECTION('createTicket')} .show-api-client-button')`)
    const listed = await page.evaluate(
      `[...new Set([...document.querySelectorAll('a[href*="#tag/"]')].filter(link => link.checkVisibility()).map(link => link.hash.split('/')[2]).filter(Boolean))].length`,
    )
    expect(listed).toBe(14)
    const top = `document.querySelector('${SECTION('createTicket')}').getBoundingClientRect().top`
    await page.until(`${top} > -10 && ${top} < 200`)
    const section = await page.evaluate(`document.querySelector('${SECTION('createTicket')}').innerText`)
    expect(section).toContain('@clustrix/client')
    expect(section).toContain(`baseUrl: 'https://portal.example'`)
    await page.settled()
    expect(page.requests().filter(url => !url.startsWith(`${origin}/`))).toEqual([])
    expect([page.blocked(), page.errors()]).toEqual([[], []])
    expect(page.violations()).toEqual([expect.stringMatching(PROBE)])
  },
  TIMEOUT,
)

test(
  'logs in, lists invoices, opens a ticket, shows a PDF, and keeps nothing of it after a reload',
  async () => {
    const { origin, page } = await openDocs()
    await send(page, 'auth/createToken')
    await page.until(`/200 OK/.test(${RESPONSE}) && /"token": "/.test(${RESPONSE})`)
    const [, token = ''] = /"token": "([^"]+)"/.exec(String(await page.evaluate(RESPONSE))) ?? []
    expect(token).toMatch(/^\d+\|\w{20,}$/)
    await close(page)

    await send(page, 'invoices/listInvoices')
    await page.until(`/200 OK/.test(${RESPONSE}) && /INV-2026-0012/.test(${RESPONSE})`)
    await close(page)

    await send(page, 'tickets/createTicket')
    await page.until(`/201 Created/.test(${RESPONSE}) && /"number": "TKT-/.test(${RESPONSE})`)
    await close(page)

    await send(page, 'invoices/getInvoicePdf')
    await page.until(`document.querySelector('.scalar-client--open iframe[src^="blob:"]')`)
    const pdf = `fetch(document.querySelector('.scalar-client--open iframe').src)`
    expect(await page.evaluate(`document.querySelector('.scalar-client--open iframe').checkVisibility()`)).toBe(true)
    expect(page.violations()).toEqual([expect.stringMatching(PROBE)])
    // The policy allows a blob in a frame, not in a script's request.
    await expect(page.evaluate(pdf)).rejects.toThrow()

    await page.reload()
    await page.until(`document.querySelector('main')?.innerText.length > 100`)
    const kept = String(await page.evaluate(STORED))
    const secret = token.split('|')[1] ?? token
    for (const text of [token, secret, DEMO_PASSWORD]) expect(kept).not.toContain(text)
    await send(page, 'invoices/listInvoices')
    await page.until(`/401 Unauthorized/.test(${RESPONSE})`)
    expect(page.requests().filter(url => !url.startsWith(`${origin}/`))).toEqual([])
    expect(kept).not.toContain(ACME)
  },
  TIMEOUT,
)

test.each([
  [390, 'light'],
  [390, 'dark'],
  [1440, 'light'],
  [1440, 'dark'],
] as const)(
  'axe finds nothing at a width of %i in %s colours, but in the form that sends requests',
  async (width, colours) => {
    const { page } = await openDocs('', width, colours)
    expect(await axeFindings(page)).toEqual({})
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(overflow)).toBe(0)
    await goTo(page, 'tickets/createTicket')
    expect(await axeFindings(page)).toEqual({})
    await send(page, 'tickets/createTicket')
    await page.until(`/401 Unauthorized/.test(${RESPONSE}) && /unauthenticated/.test(${RESPONSE})`)
    expect(await axeFindings(page)).toEqual(SCALARS_FINDINGS)
  },
  TIMEOUT,
)
