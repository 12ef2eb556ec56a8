/** The file name of Content-Disposition (RFC 6266), without folders; undefined if the header has none. */
export function fileName(headers: Headers): string | undefined {
  const name = /;\s*filename="?([^";]+)/i.exec(headers.get('Content-Disposition') ?? '')?.[1]
  return name?.replace(/^.*[\\/]/, '').replace(/^\.+/, '') || undefined
}
