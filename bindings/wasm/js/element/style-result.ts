/** How a result looks, on the screen and in a saved file. */
export const RESULT_STYLE = `
.card {
  background: var(--card); border: 1px solid var(--edge); border-radius: var(--radius);
  padding: 1.25rem; margin: 0; min-width: 0;
}
.card > :first-child { margin-top: 0; }
.card > :last-child { margin-bottom: 0; }
.soft { background: var(--soft); border-color: transparent; }
.note { border-left: .35rem solid var(--accent); }
.quiet, .number-none { color: var(--muted); }
h3 { font-size: 1.05rem; font-weight: 700; line-height: 1.3; margin: 0 0 .75rem; }
h4, .leads h3 { color: var(--muted); font-size: .95rem; font-weight: 600; line-height: 1.3; margin: 0 0 .75rem; }
.leads { background: var(--soft); border-color: transparent; }
.leads h3 { margin-bottom: .25rem; }
.type + .type { margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--edge); }
.type p { margin: .5rem 0 0; }
.type .type-name { font-size: 1.4rem; font-weight: 750; line-height: 1.25; margin: 0 0 .5rem; color: var(--accent-ink); }
.drawn { margin: 0 0 1.5rem; }
.orientir-figure { display: block; width: 100%; max-width: 26rem; height: auto; }
.orientir-figure .accent { fill: var(--accent); }
.orientir-figure .accent-line { stroke: var(--accent); }
.scales { list-style: none; margin: 0; padding: 0; display: grid; gap: 1.5rem; }
.scale p { margin: .4rem 0 0; }
.scale .scale-head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .1rem 1rem; margin: 0; }
/* In a summary the sign that unfolds stands before it on the same line. */
.fold .scale-head { display: inline-flex; width: calc(100% - 1.5rem); vertical-align: top; font-weight: 400; }
.folded { gap: 0; margin-top: -.5rem; }
.folded .scale { padding-block: .15rem; }
.folded .scale + .scale { margin-top: 0; border-top: 1px solid var(--edge); }
.folded p.scale-head { padding-top: .6rem; }
.folded .scale > :last-child:not(details, .scale-head), .fold > :last-child { margin-bottom: .75rem; }
.scale-name { font-weight: 650; overflow-wrap: anywhere; }
.number-score { font-variant-numeric: tabular-nums; }
.badge {
  display: inline-block; margin-top: .35rem; padding: .05rem .6rem; border-radius: 1rem;
  font-size: .85rem; font-weight: 600; background: var(--soft); color: var(--accent-ink);
}
.scale .badge { margin-top: .35rem; }
.level { font-weight: 600; }
.shared { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--edge); }
.shared p { margin: .4rem 0 0; }
summary { cursor: pointer; font-weight: 600; min-height: 2.75rem; display: list-item; padding-block: .6rem; box-sizing: border-box; }
details.card { padding-block: .5rem; }
details ul { padding-left: 1.2rem; margin: .25rem 0; }
details li + li { margin-top: .5rem; }
@media print {
  .card, .soft, .leads { background: none; border: 1px solid #777; padding: .75rem; break-inside: avoid; }
  .scores { break-inside: auto; }
  .drawn, .scale { break-inside: avoid; }
  details:not(.fold .fold)::details-content { content-visibility: visible; block-size: auto; }
}
@media (forced-colors: active) {
  .orientir-figure .accent { fill: Highlight; }
  .orientir-figure .accent-line { stroke: Highlight; }
  .card { border-color: CanvasText; }
}
`;

/** Colours by name: light, then dark. Each can be set from outside by \`--orientir-<name>\`. */
export const COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  ink: ["#1c2430", "#eef1f6"],
  muted: ["#566070", "#aeb7c6"],
  ground: ["#ffffff", "#12161d"],
  card: ["#ffffff", "#1a2029"],
  soft: ["#eef3fb", "#202b3c"],
  edge: ["#dbe1ea", "#333d4c"],
  control: ["#748092", "#8290a5"],
  trough: ["#f1f4f8", "#12161d"],
  accent: ["#2b5fc7", "#8fb4ff"],
  "on-accent": ["#ffffff", "#0d1b34"],
  "accent-ink": ["#2450a8", "#a9c5ff"],
  danger: ["#b3261e", "#ffb4ab"],
  "on-danger": ["#ffffff", "#4a0a06"],
  "notice-ground": ["#fff4d6", "#3a3013"],
  "notice-ink": ["#4a3a05", "#ffe9b0"],
};

/** The declarations of one appearance. */
export function colours(dark: boolean, outside: boolean): string {
  const value = ([name, pair]: [string, readonly [string, string]]): string => {
    const own = pair[dark ? 1 : 0];
    return `--${name}: ${outside ? `var(--orientir-${name}, ${own})` : own};`;
  };
  return Object.entries(COLOURS).map(value).join(" ");
}
