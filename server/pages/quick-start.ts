/**
 * Two commands to paste unchanged. The first saves the token that the second sends.
 * @param login the form-encoded login, in which curl accepts spaces
 */
export const quickStartCommands = (origin: string, login: string): [login: string, list: string] => [
  `TOKEN=$(curl -s -X POST ${origin}/api/v1/auth/token -H "Accept: application/json" -d "${login}" | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`,
  `curl ${origin}/api/v1/invoices -H "Authorization: Bearer $TOKEN" -H "Accept: application/json"`,
]

export const formOf = (login: Readonly<Record<string, string>>): string =>
  Object.entries(login)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
