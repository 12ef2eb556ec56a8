/** The page `/__mock/`: requests as they come, and buttons for the clock and a reset. */
const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Clustrix mock</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
  body { max-width: 64rem; margin: 0 auto; padding: 1rem }
  header { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center }
  h1 { font-size: 1.25rem; margin: 0; flex: 1; white-space: nowrap }
  main { overflow-x: auto }
  button, input { font: inherit; padding: .25rem .5rem }
  table { width: 100%; border-collapse: collapse; margin-top: 1rem }
  th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #8884; vertical-align: top }
  td:nth-child(3) { min-width: 12rem; overflow-wrap: anywhere }
  .number { text-align: right; font-variant-numeric: tabular-nums }
  .error { color: #c62828 }
  @media (prefers-color-scheme: dark) { .error { color: #ff8a80 } }
</style>
</head>
<body>
<header>
  <h1>Clustrix mock</h1>
  <label>World <input id="world" value="default" size="8"></label>
  <span>Clock: <output id="now"></output></span>
  <button data-advance="1d">+1 day</button>
  <button data-advance="30d">+30 days</button>
  <button id="reset">Reset</button>
</header>
<p id="problem" class="error" role="alert"></p>
<main>
<table>
  <thead><tr><th>Time (UTC)</th><th>Method</th><th>Path</th><th>Operation</th><th class="number">Status</th><th class="number">ms</th><th>Answered by</th></tr></thead>
  <tbody id="requests"></tbody>
</table>
<p id="empty" hidden>No requests yet.</p>
</main>
<script>
  const get = id => document.getElementById(id)
  const ask = async (path, init = {}) => {
    const response = await fetch('/__mock/' + path, { ...init, headers: { 'X-Mock-World': get('world').value } })
    const body = await response.json()
    if (!response.ok) throw new Error(body.message)
    return body
  }
  const cell = (text, isNumber) => {
    const td = document.createElement('td')
    td.textContent = text
    if (isNumber) td.className = 'number'
    return td
  }
  const row = request => {
    const tr = document.createElement('tr')
    const { time, method, path, operation, status, ms, by } = request
    if (status === 0 || status >= 400) tr.className = 'error'
    tr.append(cell(time.slice(11, 19)), cell(method), cell(path), cell(operation ?? ''), cell(status || 'cut', true), cell(ms, true), cell(by))
    return tr
  }
  let shown = ''
  const refresh = async () => {
    try {
      const [{ now }, { requests }] = await Promise.all([ask('clock'), ask('requests')])
      get('now').textContent = now.slice(0, 16).replace('T', ' ') + ' UTC'
      const newest = JSON.stringify(requests)
      if (newest !== shown) get('requests').replaceChildren(...requests.toReversed().map(row))
      shown = newest
      get('empty').hidden = requests.length > 0
      get('problem').textContent = ''
    } catch (error) {
      get('problem').textContent = error.message
    }
  }
  const change = async (path, body) => {
    try {
      await ask(path, { method: 'POST', body: JSON.stringify(body) })
      await refresh()
    } catch (error) {
      get('problem').textContent = error.message
    }
  }
  get('reset').onclick = () => change('reset')
  for (const button of document.querySelectorAll('[data-advance]'))
    button.onclick = () => change('clock', { advance: button.dataset.advance })
  refresh()
  setInterval(refresh, 1000)
</script>
</body>
</html>
`

export const PAGE = {
  html,
  headers: {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy':
      "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
}
