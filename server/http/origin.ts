/** Scheme and host of an absolute URL. */
export const originOf = (url: string): string => url.slice(0, url.indexOf('/', url.indexOf('//') + 2))
