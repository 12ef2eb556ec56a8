const DAY_MS = 86_400_000

/** The date a number of days later, `2027-01-31`. @param now Unix milliseconds */
export const dayAfter = (now: number, days: number): string => new Date(now + days * DAY_MS).toISOString().slice(0, 10)

/**
 * Dates and times of RFC 3339. Valid ones are 30 to 300 days in the future, since a rule that no schema states may refuse past ones.
 */
export const validDates = (now: number): string[] => [dayAfter(now, 30), dayAfter(now, 300)]

export function validDateTimes(now: number): string[] {
  const day = dayAfter(now, 40)
  return [
    `${day}T00:00:00Z`,
    `${day}T23:59:59Z`,
    `${day}t12:34:56z`,
    `${day}T12:34:56.5Z`,
    `${day}T12:34:56.123456789Z`,
    `${day}T12:34:56.${'9'.repeat(30)}Z`,
    `${day}T12:34:56+00:00`,
    `${day}T12:34:56-00:00`,
    `${day}T12:34:56+05:30`,
    `${day}T12:34:56-11:00`,
    `${day}T00:00:00+23:59`,
    `${day}T23:59:59-23:59`,
  ]
}

export function invalidDates(now: number): string[] {
  const day = dayAfter(now, 50)
  const [year = '', month, date] = day.split('-')
  // One of two consecutive years is no leap year and has no 29 February.
  const short = [Number(year), Number(year) + 1].find(number => number % 4 !== 0)
  return [
    `${year}-02-30`,
    `${short}-02-29`,
    `${year}-13-01`,
    `${year}-00-10`,
    `${year}-01-00`,
    `${year}-04-31`,
    `${year.slice(2)}-1-1`,
    `${year}-1-01`,
    `${year}${month}${date}`,
    `${year}-W10-1`,
    `${year}-100`,
    `${year}-${month}`,
    `${date}.${month}.${year}`,
    `${month}/${date}/${year}`,
    `${year}/${month}/${date}`,
    `+00${day}`,
    `-${day}`,
    `${day}T`,
    `${day}Z`,
    `${day}x`,
    `${day}\n${day}`,
    day.replaceAll('2', '\uff12'),
    'tomorrow',
    'now',
    '0000-00-00',
  ]
}

export function invalidDateTimes(now: number): string[] {
  const day = dayAfter(now, 60)
  return [
    `${day}T12:34:56`,
    `${day} 12:34:56Z`,
    `${day}T12:34Z`,
    `${day}T12Z`,
    `${day}T123456Z`,
    `${day}T24:00:00Z`,
    `${day}T25:00:00Z`,
    `${day}T12:60:00Z`,
    `${day}T23:59:60Z`,
    `${day}T12:34:61Z`,
    `${day}T1:02:03Z`,
    `${day}T12:34:56.Z`,
    `${day}T12:34:56,5Z`,
    `${day}T12:34:56+0200`,
    `${day}T12:34:56+02`,
    `${day}T12:34:56+24:00`,
    `${day}T12:34:56+02:60`,
    `${day}T12:34:56 Z`,
    `${day}T12:34:56ZZ`,
    `${day}T12:34:56Z[UTC]`,
    `${day.slice(0, 4)}-02-30T12:34:56Z`,
    String(Math.floor(Date.parse(day) / 1000)),
    String(Date.parse(day)),
  ]
}
