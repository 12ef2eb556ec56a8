import { readFileSync } from 'node:fs'

const readme = readFileSync('mock/README.md', 'utf8')

/** The section of a recipe in mock/README.md. */
export function recipe(name: string): string {
  const [section] = readme.split(`\n### ${name}\n`).slice(1)
  if (section === undefined) throw new Error(`mock/README.md has no recipe ${name}`)
  return section.split(/\n##+ /)[0] ?? ''
}

/** The files whose contents the README shows, by the name in their first line. */
export const filesOf = (section: string): Record<string, string> =>
  Object.fromEntries(
    [...section.matchAll(/^```\w+\n\/\/ (\S+)\n(.*?)^```$/gms)].map(([, name = '', text = '']) => [name, text]),
  )

/** The requests of the curl commands in a section. @param token in place of `$TOKEN` */
export const requestsOf = (section: string, token: string): Request[] =>
  [...section.matchAll(/^ {4}curl (.+)$/gm)].map(([, words = '']) => requestOf(words.replaceAll('$TOKEN', token)))

/** The request of a curl command with the flags -X, -H, -d and -i. */
function requestOf(text: string): Request {
  const words = [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '')
  const headers = new Headers()
  const data: string[] = []
  let method: string | undefined
  let url = ''
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-X') method = words.shift()
    else if (word === '-d') data.push(words.shift() ?? '')
    else if (word === '-H') {
      const [name = '', value = ''] = words.shift()?.split(': ') ?? []
      headers.set(name, value)
    } else if (!/^-[is]+$/.test(word)) url = word
  }
  if (data.length === 0) return new Request(url, { method: method ?? 'GET', headers })
  headers.set('Content-Type', 'application/x-www-form-urlencoded')
  return new Request(url, { method: method ?? 'POST', headers, body: data.join('&') })
}
