import type { Style } from './text.ts'

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89 }

/** Bounds of the content, points from the left and from the top. The footer is below the bottom. */
export const AREA = { left: 48, right: PAGE.width - 48, top: 48, bottom: PAGE.height - 72 }
export const WIDTH = AREA.right - AREA.left

export const COLOR = {
  ink: '#1f2933',
  muted: '#5f6c7b',
  rule: '#d5dce4',
  tint: '#f1f5f9',
  paper: '#ffffff',
}

/** Styles in the seller's colour are in brand.ts. */
export const STYLE = {
  label: { size: 8, color: COLOR.muted },
  body: { size: 9, color: COLOR.ink },
  strong: { size: 9, weight: 700, color: COLOR.ink },
  small: { size: 8, color: COLOR.muted },
} satisfies Record<string, Style>

/** Distance from the top of one line to the top of the next. */
export const leading = ({ size }: Style) => size * 1.4

/** Distance from the top of a line to its baseline. */
export const baseline = ({ size }: Style) => size * 1.08
