import path from 'node:path'
import type { Instance } from './instance.ts'
import { complete } from './programs.ts'
import { query } from './psql.ts'

/**
 * Gives a server a certificate that it has signed itself, and requires nothing of clients.
 * @param host the only name for which the certificate is valid
 * @returns the file that a client must trust
 */
export async function useTls(instance: Instance, host: string): Promise<string> {
  const [certificate, key] = ['server.crt', 'server.key'].map(name => path.join(instance.folder, name))
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`]
  const keyOptions = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  complete('openssl', ['req', '-x509', ...keyOptions, ...names, '-keyout', key!, '-out', certificate!])
  await query(instance.adminUrl(), `ALTER SYSTEM SET ssl_cert_file = '${certificate}'`)
  await query(instance.adminUrl(), `ALTER SYSTEM SET ssl_key_file = '${key}'`)
  await query(instance.adminUrl(), 'ALTER SYSTEM SET ssl = on')
  await query(instance.adminUrl(), 'SELECT pg_reload_conf()')
  return certificate!
}
