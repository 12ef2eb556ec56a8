import type { Seller } from '../../domain/seller.ts'
import { contrast } from '../../pdf/brand.ts'

/** What the page has in common with the invoices. */
export type PageBrand = Pick<Seller, 'logo' | 'colour'>

/** Backgrounds of the page, and WCAG 2.2, 1.4.3, for normal text. */
const LIGHT = '#ffffff'
const DARK = '#0f0f0f'
const MIN_CONTRAST = 4.5

/** The style of the page's own header, and the brand's colour for links and buttons of the reference. */
export function brandStyle(colour: string): string {
  const light = readable(colour, LIGHT, 'black')
  const dark = readable(colour, DARK, 'white')
  return `
:root{color-scheme:light dark;--scalar-custom-header-height:3rem}
body{margin:0}
body.light-mode{--scalar-color-accent:${light};--scalar-background-accent:${light}1f;--scalar-color-2:#5c5c5c;--scalar-color-3:#6b6b6b;--scalar-color-green:#00704a;--scalar-color-orange:#b04300}
body.dark-mode{--scalar-color-accent:${dark};--scalar-background-accent:${dark}2f;--scalar-color-3:#969696}
.brand{position:sticky;top:0;z-index:20;box-sizing:border-box;height:3rem;padding:0 1.25rem;border-bottom:1px solid var(--scalar-border-color,#8884);background:var(--scalar-background-1,Canvas);font:600 .95rem/3rem system-ui,sans-serif}
.brand a{display:flex;gap:.6rem;align-items:center;color:var(--scalar-color-1,CanvasText);text-decoration:none;white-space:nowrap}
.brand img{height:1.6rem}
@media (max-width:1000px){body:has(.scalar-client--open) .brand a{visibility:hidden}}
.dark-mode .brand img{padding:.15rem .25rem;border-radius:4px;background:#fff}
`
}

/** The colour, mixed with black or white until it can be read on the background. */
function readable(colour: string, background: string, towards: 'black' | 'white'): string {
  const target = towards === 'white' ? 255 : 0
  const channels = [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
  for (let percent = 0; ; percent += 5) {
    const mixed = channels.map(channel => Math.round(channel + ((target - channel) * percent) / 100))
    const text = `#${mixed.map(channel => channel.toString(16).padStart(2, '0')).join('')}`
    if (percent >= 100 || contrast(text, background) >= MIN_CONTRAST) return text
  }
}
