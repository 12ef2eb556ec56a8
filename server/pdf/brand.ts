import type { Style } from './text.ts'
import { COLOR } from './theme.ts'

/** What is drawn in the seller's colour. */
export interface Brand {
  /** Of bands and stripes. */
  fill: string
  /** Of text on a band. */
  onFill: string
  styles: Record<'title' | 'name' | 'heading' | 'tableHeader', Style>
}

/** WCAG 2.2, 1.4.3, for normal text. */
const MIN_CONTRAST = 4.5

/** @param colour `#rrggbb` */
export function createBrand(colour: string): Brand {
  // Table headers stand on the tint, which is darker than the paper.
  const color = contrast(colour, COLOR.tint) >= MIN_CONTRAST ? colour : COLOR.ink
  return {
    fill: colour,
    onFill: contrast(colour, COLOR.paper) >= contrast(colour, COLOR.ink) ? COLOR.paper : COLOR.ink,
    styles: {
      title: { size: 24, weight: 700, color },
      name: { size: 16, weight: 700, color },
      heading: { size: 9.5, weight: 700, color },
      tableHeader: { size: 8, weight: 700, color },
    },
  }
}

/** From 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
