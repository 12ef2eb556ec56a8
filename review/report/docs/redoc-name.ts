/** The page says "API docs by" and loads a logo from the network, which it must not: the name is shown instead. */
export const withRedocName = (html: string): string =>
  html.replace(
    '</head>',
    () => `  <style>a[href="https://redocly.com/redoc/"] p::after { content: ' Redoc' }</style>\n</head>`,
  )
