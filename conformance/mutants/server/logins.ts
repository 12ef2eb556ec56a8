import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { field, fields, whereText } from './build/requests.ts'
import { bodies, on, status } from './build/responses.ts'
import { sql } from './build/sql.ts'

export const logins: readonly ServerMutant[] = [
  {
    name: 'accepts any password',
    deps: ({ passwords }) => ({ passwords: { ...passwords, verify: async () => true } }),
  },
  {
    name: 'accepts a password in any case',
    deps: ({ passwords }) => ({
      passwords: {
        ...passwords,
        verify: async (password, ...rest) =>
          (await passwords.verify(password, ...rest)) || passwords.verify(password.toLowerCase(), ...rest),
      },
    }),
  },
  field(
    'trims passwords',
    'createToken',
    'password',
    whereText(password => password.trim() || password),
  ),
  field(
    'treats emails as case-sensitive',
    'createToken',
    'email',
    whereText(email => (/[A-Z]/.test(email) ? 'a@b.example' : email)),
  ),
  field(
    'does not trim an email',
    'createToken',
    'email',
    whereText(email => (email === email.trim() ? email : 'a@b.example')),
  ),
  field('gives each token the same name', 'createToken', 'name', () => undefined),
  fields('names an unnamed token "token"', 'createToken', given => ({ ...given, name: given.name ?? 'token' })),
  bodies('returns the email in capitals', on('createToken'), body => {
    const { user, ...token } = body as { user: { email: string } }
    return { ...token, user: { ...user, email: user.email.toUpperCase() } }
  }),
  bodies('names the password for wrong credentials', on('createToken', 422), body => {
    const { errors, ...error } = body as { errors: Record<string, string[]> }
    return { ...error, errors: errors.email?.[0]?.includes('credentials') ? { password: errors.email } : errors }
  }),
  status('returns 403 for wrong credentials', on('createToken', 422), 403),
  sql('shows its own name instead of the client’s', [
    'c.name AS client_name, u.password_hash',
    `'Clustrix' AS client_name, u.password_hash`,
  ]),
]
