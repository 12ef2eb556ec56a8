/** The style of the front page. Colours have a contrast of at least 4.5 (WCAG AA) in light and dark. */
export const STYLE = `
:root{color-scheme:light dark;--text:#1b2430;--muted:#4f5b6b;--page:#fff;--panel:#f3f5f8;--line:#d9dee6;--link:#0b57b0;--method:#0f6b4a}
@media (prefers-color-scheme:dark){:root{--text:#e4e9f0;--muted:#a3afbf;--page:#10151c;--panel:#19212b;--line:#2e3947;--link:#7db7ff;--method:#6fd3a8}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
header,main,footer{max-width:50rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:3rem}
h1{margin:0;font-size:clamp(1.6rem,5vw,2.3rem);line-height:1.2;letter-spacing:-.02em}
h2{margin:2.75rem 0 .75rem;padding-top:1.25rem;border-top:1px solid var(--line);font-size:1.35rem;line-height:1.3}
h3{margin:1.75rem 0 .25rem;font-size:1.05rem}
p{margin:.75rem 0}
.lead{font-size:1.15rem;color:var(--muted)}
.version{color:var(--muted);font-size:.9rem}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,pre:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0;padding:0;list-style:none}
nav li{margin:0}
nav a{display:inline-block;padding:.3rem 0}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.875em}
code{padding:.1em .3em;border-radius:4px;background:var(--panel);overflow-wrap:anywhere}
pre{margin:.75rem 0;padding:.9rem 1rem;border:1px solid var(--line);border-radius:8px;background:var(--panel);white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.55;-webkit-user-select:all;user-select:all}
pre code{padding:0;background:none}
main>ul,main>ol{padding-left:1.35rem}
li{margin:.3rem 0}
main>.operations{margin:.75rem 0;padding:0;list-style:none;border:1px solid var(--line);border-radius:8px;overflow:hidden}
.operations li{display:grid;grid-template-columns:3.5rem 1fr 1fr;gap:0 .75rem;align-items:baseline;margin:0;padding:.6rem 1rem}
.operations li+li{border-top:1px solid var(--line)}
.operations code{padding:0;background:none}
.operations b{color:var(--method);font-size:.8rem;letter-spacing:.04em}
@media (max-width:40rem){.operations li{grid-template-columns:3.5rem 1fr}.operations a{grid-column:2;grid-row:2}}
@media (min-width:80rem) and (min-height:32rem){.sections{position:fixed;top:3.4rem;left:calc(50% - 38.5rem);width:11.5rem;font-size:.9rem}.sections ul{display:block;margin:0}.sections a{display:block;text-decoration:none}.sections a:hover{text-decoration:underline}}
footer{margin-top:3rem;padding-top:1.25rem;padding-bottom:3rem;border-top:1px solid var(--line);color:var(--muted);font-size:.9rem}
`
