/** The names in a path template, in order. */
export const namesIn = (path: string): string[] => [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)

/** A path whatever its parameters are called. */
export const shapeOf = (path: string): string => path.replace(/\{[^}]*\}/g, '{}')
