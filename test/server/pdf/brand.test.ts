import { expect, test } from 'vitest'
import { contrast, createBrand } from '../../../server/pdf/brand.ts'
import { COLOR } from '../../../server/pdf/theme.ts'

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
])('the contrast of %s and %s is %d', (one, other, expected) => {
  expect(contrast(one, other)).toBeCloseTo(expected, 2)
  expect(contrast(other, one)).toBeCloseTo(expected, 2)
})

test.each([
  ['a dark colour', '#12355b', { heading: '#12355b', onFill: COLOR.paper }],
  ['a light colour', '#ffd500', { heading: COLOR.ink, onFill: COLOR.ink }],
  ['white', '#ffffff', { heading: COLOR.ink, onFill: COLOR.ink }],
  ['a colour between', '#1aa6b7', { heading: COLOR.ink, onFill: COLOR.ink }],
])('with %s, headings and the text on it can be read', (_, colour, { heading, onFill }) => {
  const brand = createBrand(colour)
  expect({ heading: brand.styles.heading.color, onFill: brand.onFill, fill: brand.fill }).toEqual({
    heading,
    onFill,
    fill: colour,
  })
})

test('any colour gives readable text', () => {
  for (let grey = 0; grey < 256; grey++) {
    const colour = `#${grey.toString(16).padStart(2, '0').repeat(3)}`
    const { onFill, styles } = createBrand(colour)
    expect(contrast(onFill, colour)).toBeGreaterThan(3.8)
    expect(contrast(styles.tableHeader.color ?? '', COLOR.tint)).toBeGreaterThanOrEqual(4.5)
  }
})
