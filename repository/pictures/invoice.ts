import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** An invoice of the demo data that is paid in part. */
const INVOICE = 'INV-2026-0006'

/** Draws the first page of the PDF of an invoice. @param scratch a folder for the PDF */
export async function takeInvoice(file: string, origin: string, scratch: string): Promise<void> {
  const api = `${origin}/api/v1`
  const login = await fetch(`${api}/auth/token`, {
    method: 'POST',
    body: new URLSearchParams({ email: 'you@company.com', password: 'correct horse battery staple' }),
  })
  const { token } = (await login.json()) as { token: string }
  const headers = { Authorization: `Bearer ${token}` }
  const list = (await (await fetch(`${api}/invoices?per_page=100`, { headers })).json()) as {
    data: { id: number; number: string }[]
  }
  const id = list.data.find(({ number }) => number === INVOICE)?.id
  const pdf = await fetch(`${api}/invoices/${id}/pdf`, { headers })
  if (!pdf.ok) throw new Error(`The PDF of ${INVOICE} returned ${pdf.status}`)
  const document = path.join(scratch, 'invoice.pdf')
  writeFileSync(document, Buffer.from(await pdf.arrayBuffer()))
  // A4 at 96 dpi is 794 × 1123 pixels.
  execFileSync('pdftoppm', ['-png', '-r', '96', '-f', '1', '-singlefile', document, file.replace(/\.png$/, '')])
}
