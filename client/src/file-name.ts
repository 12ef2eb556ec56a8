/**
 * The file name of Content-Disposition (RFC 6266), without folders and control characters; undefined if the header has none. `filename*`
 * takes precedence (RFC 8187, 3.2.1).
 */
export function fileName(headers: Headers): string | undefined {
  const header = headers.get('Content-Disposition') ?? ''
  let name: string | undefined
  try {
    name = decodeURIComponent(/;\s*filename\*=utf-8'[^']*'([^;\s]+)/i.exec(header)![1]!)
  } catch {
    // There is none, or it is not valid.
    name = /;\s*filename="?([^";]+)/i.exec(header)?.[1]
  }
  return name?.replace(/^.*[\\/]|\p{Cc}/gsu, '').replace(/^\.+/, '') || undefined
}
