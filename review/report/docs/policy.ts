import { createHash } from 'node:crypto'

/**
 * Adds a Content Security Policy (Level 3): the page may only run the scripts it was built with, and may not load anything. Images, scripts
 * and event handlers in the contract do nothing, and the reference cannot fetch anything either.
 */
export function withPolicy(html: string): string {
  const hashes = [...html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gi)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  )
  const policy = [
    `default-src 'none'`,
    `script-src ${hashes.join(' ')}`,
    `style-src 'unsafe-inline'`,
    'img-src data:',
    'font-src data:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ')
  return html.replace('<head>', `<head>\n  <meta http-equiv="Content-Security-Policy" content="${policy}">`)
}
