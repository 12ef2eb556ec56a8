import type { Command } from 'commander'
import { DatabaseRefused } from '../database/database.ts'
import { Refused } from '../domain/refused.ts'
import { formatIban, type Seller } from '../domain/seller.ts'
import { loadSeller } from '../seller/load.ts'
import { currenciesInUse } from '../seller/store.ts'
import { changeSeller } from './change-seller.ts'
import type { Define } from './define.ts'
import { issuingSeller } from './issuing-seller.ts'
import type { Session } from './session.ts'
import { fields, printable } from './text.ts'
import { UsageError } from './usage-error.ts'

export function addSellerCommands(program: Command, define: Define): void {
  const seller = program.command('seller').description('who issues the invoices')

  define(
    seller
      .command('show')
      .description('show the seller of the invoices that are issued now')
      .addHelpText('after', '\nExample: clustrix seller show'),
    async session => {
      const { seller: shown, source } = await session.read(queries => issuingSeller(session.terminal, queries))
      const warnings = await warningsFor(session, shown)
      const { logo } = shown
      const summary = logo && { type: logo.type, width: logo.width, height: logo.height }
      return {
        data: { source, seller: { ...shown, logo: summary }, warnings },
        text: fields({ source, ...linesOf(shown) }) + textOf(warnings),
      }
    },
  )

  define(
    seller
      .command('check')
      .description("check a seller's file and list every fault with its line")
      .argument('[file]', 'path of the file (default: SELLER)')
      .addHelpText('after', '\nExample: clustrix seller check seller.yaml'),
    async (session, given: string | undefined) => {
      const file = given ?? session.terminal.env.SELLER
      if (!file) throw new UsageError('Name the file, or set SELLER')
      const version = loadSeller(file)
      const warnings = await warningsFor(session, version.seller)
      return { data: { file, warnings }, text: `${printable(file)} is valid.\n${textOf(warnings)}` }
    },
  )

  define(
    seller
      .command('set')
      .description('check a file and store it for the invoices that are issued from now on')
      .argument('<file>', "path of the seller's file")
      .addHelpText('after', '\nExample: clustrix seller set seller.yaml'),
    async (session, file: string) => {
      const version = loadSeller(file)
      const inUse = session.terminal.env.SELLER
      if (inUse && loadSeller(inUse).sha256 !== version.sha256) {
        throw new Refused(`SELLER=${inUse} comes before a stored seller; change that file, or unset SELLER`)
      }
      const { id, adopted } = await changeSeller(session, version)
      const warnings = await warningsFor(session, version.seller)
      const also = adopted > 0 ? ` ${adopted} issued invoices had no seller and show it too.` : ''
      return {
        data: { id, adopted_invoices: adopted, warnings },
        text: `${printable(version.seller.name)} is the seller of the invoices issued from now on.${also}\n${textOf(warnings)}`,
      }
    },
  )
}

/** Of all clients. A file can be checked before there is a database that this version can use. */
const currenciesOf = (session: Session): Promise<string[]> =>
  session.read(currenciesInUse).catch(error => {
    if (error instanceof DatabaseRefused) return []
    throw error
  })

async function warningsFor(session: Session, { bank_accounts }: Seller): Promise<string[]> {
  const currencies = await currenciesOf(session)
  return currencies
    .filter(currency => !bank_accounts.some(account => account.currency === currency))
    .map(currency => `There is no bank account for ${currency}, in which clients are billed`)
}

const textOf = (warnings: readonly string[]) => warnings.map(warning => `Warning: ${warning}\n`).join('')

function linesOf(seller: Seller): Record<string, string | null> {
  const { address, register, contact, payment_terms, logo } = seller
  const { line1, line2, postal_code, city, region, country } = address
  const join = (parts: readonly (string | null)[]) => parts.filter(part => part !== null).join(', ')
  return {
    name: seller.name,
    address: join([line1, line2, postal_code === null ? city : `${postal_code} ${city}`, region, country]),
    vat_id: seller.vat_id,
    tax_number: seller.tax_number,
    register: register && `${register.court}, ${register.number}`,
    contact: join([contact.email, contact.phone, contact.website]),
    ...Object.fromEntries(
      seller.bank_accounts.map(account => [
        `account ${account.currency}`,
        join([
          account.bank,
          account.iban && formatIban(account.iban),
          account.account_number,
          account.routing_number,
          account.bic,
        ]),
      ]),
    ),
    payment_terms: join([`${payment_terms.days} days`, payment_terms.text?.replaceAll('\n', ' ') ?? null]),
    logo: logo && `${logo.type}, ${logo.width} by ${logo.height}`,
    colour: seller.colour,
    footer: seller.footer?.replaceAll('\n', ' ') ?? null,
    language: seller.language,
  }
}
