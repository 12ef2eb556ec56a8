import type { Logo, Shape } from '../../domain/seller.ts'

/** The logo as a `data:` URL. */
export const logoUrl = (logo: Logo): string =>
  logo.type === 'png' ? `data:image/png;base64,${logo.data}` : `data:image/svg+xml,${encodeURIComponent(svgOf(logo))}`

const svgOf = ({ width, height, shapes }: Extract<Logo, { type: 'svg' }>): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${shapes.map(pathOf).join('')}</svg>`

function pathOf(shape: Shape): string {
  const attributes = {
    d: shape.path,
    transform: `matrix(${shape.matrix.join(' ')})`,
    fill: shape.fill ?? 'none',
    'fill-opacity': shape.fill_opacity,
    'fill-rule': shape.even_odd ? 'evenodd' : 'nonzero',
    stroke: shape.stroke ?? 'none',
    'stroke-opacity': shape.stroke_opacity,
    'stroke-width': shape.stroke_width,
    'stroke-linecap': shape.line_cap,
    'stroke-linejoin': shape.line_join,
  }
  const text = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`)
  return `<path ${text.join(' ')}/>`
}
