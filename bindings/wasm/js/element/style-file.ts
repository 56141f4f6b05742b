import { colours, RESULT_STYLE } from "./style-result.js";

/** How a saved result looks. */
export const FILE_STYLE = `
:root { color-scheme: light dark; --radius: 1rem; ${colours(false, false)} }
@media (prefers-color-scheme: dark) { :root { ${colours(true, false)} } }
@media print { :root { ${colours(false, false)} } }
body {
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  color: var(--ink); background: var(--ground); margin: 0;
}
main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem; display: grid; gap: 1rem; }
main > * { min-width: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
p { margin: .5rem 0 0; }
${RESULT_STYLE}
@media (max-width: 26rem) {
  main { padding-inline: .25rem; }
  .drawn { margin-inline: -.75rem; }
}`;
