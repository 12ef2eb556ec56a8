/** Whether the URL of a server is relative to the URL of the document, such as `/` (OpenAPI 3.1, Server Object). */
export const isRelativeServer = (url: string): boolean => !/^([a-z][a-z\d+.-]*:|\{)/i.test(url)
