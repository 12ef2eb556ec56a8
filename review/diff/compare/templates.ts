/** The parameter names in a path template, in order. */
export const namesIn = (path: string): string[] => [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)

/** A path without the names of its parameters. */
export const shapeOf = (path: string): string => path.replace(/\{[^}]*\}/g, '{}')
