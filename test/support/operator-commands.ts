/** Commands that together run all SQL of the operator's command, in this order on the demo data. Each must succeed. */
export const OPERATOR_COMMANDS: readonly (readonly string[])[] = [
  ['client', 'add', '--name', 'New', '--line1', '1', '--city', 'Leeds', '--country', 'GB', '--currency', 'GBP'],
  ['client', 'update', '4', '--city', 'Potsdam'],
  ['client', 'list'],
  ['client', 'show', '4'],
  ['audit', 'list'],
]
