import { slugOf } from './slug.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, character => ENTITIES[character] ?? '')

/**
 * Renders the Markdown of descriptions as HTML: headings, paragraphs, lists, code, bold text and https links. Everything else,
 * HTML included, is shown as text.
 */
export function markdownToHtml(text: string): string {
  const html: string[] = []
  let list: { tag: 'ul' | 'ol'; items: string[] } | undefined
  let paragraph: string[] = []

  const endParagraph = () => {
    if (paragraph.length > 0) html.push(`<p>${inlineToHtml(paragraph.join(' '))}</p>`)
    paragraph = []
  }
  const endList = () => {
    if (list)
      html.push(`<${list.tag}>${list.items.map(item => `<li>${inlineToHtml(item)}</li>`).join('')}</${list.tag}>`)
    list = undefined
  }

  for (const line of text.split(/\r?\n/)) {
    const heading = /^(#{1,6}) +(.+)$/.exec(line)
    const item = /^ {0,3}(?:([-*])|\d+[.)]) +(.+)$/.exec(line)
    if (line.trim() === '') {
      endParagraph()
      endList()
    } else if (heading) {
      endParagraph()
      endList()
      const [, { length: level } = '', title = ''] = heading
      html.push(`<h${level} id="${slugOf(title)}">${inlineToHtml(title)}</h${level}>`)
    } else if (item) {
      endParagraph()
      const tag = item[1] === undefined ? 'ol' : 'ul'
      if (list?.tag !== tag) endList()
      list ??= { tag, items: [] }
      list.items.push(item[2] ?? '')
    } else if (list) {
      list.items.push(`${list.items.pop()} ${line.trim()}`)
    } else {
      paragraph.push(line.trim())
    }
  }
  endParagraph()
  endList()
  return html.join('\n')
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\((https:\/\/[^\s)]+)\)|\b([\w.+-]+@[\w-]+(?:\.[\w-]+)+)\b/g

/** Code, bold text, links and email addresses within a line. */
export function inlineToHtml(text: string): string {
  let html = ''
  let end = 0
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, bold, label, url, email] = match
    html += escapeHtml(text.slice(end, match.index))
    if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`
    else if (bold !== undefined) html += `<strong>${escapeHtml(bold)}</strong>`
    else if (url !== undefined) html += `<a href="${escapeHtml(url)}">${escapeHtml(label ?? '')}</a>`
    else html += `<a href="mailto:${escapeHtml(email ?? '')}">${escapeHtml(email ?? '')}</a>`
    end = match.index + whole.length
  }
  return html + escapeHtml(text.slice(end))
}
