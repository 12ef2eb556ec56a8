/** Names that are almost a declared one. */
export const misspellings = (name: string): string[] => [
  swapped(name),
  `${name}[]`,
  name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase(),
  ` ${name}`,
]

/** Swaps the first two adjacent letters that differ. */
function swapped(name: string): string {
  const at = [...name].findIndex((letter, index) => name[index + 1] !== undefined && name[index + 1] !== letter)
  if (at === -1) return `${name}x`
  return name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2)
}
