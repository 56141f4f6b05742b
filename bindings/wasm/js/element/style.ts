import { FIELD_STYLE } from "./style-fields.js";
import { colours, RESULT_STYLE } from "./style-result.js";

const FRAME_STYLE = `
:host {
  display: block; color-scheme: light dark; container-type: inline-size; min-width: min(100%, 16rem);
  --radius: var(--orientir-radius, 1rem);
  ${colours(false, true)}
  font: 1rem/1.5 var(--orientir-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  color: var(--ink); background: var(--ground); overflow-wrap: anywhere;
}
@media (prefers-color-scheme: dark) { :host { ${colours(true, true)} } }
:host([hidden]) { display: none; }
[hidden], .gone { display: none !important; }
.box { max-width: var(--orientir-width, 42rem); margin: 0 auto; padding: 1rem; box-sizing: border-box; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.view { display: grid; gap: 1rem; }
.view > * { min-width: 0; margin-block: 0; }
.heading, .question > h3 { font-size: 1.5rem; font-weight: 750; line-height: 1.25; margin: 0; text-wrap: pretty; }
.question > h2.heading { font-size: 1.3rem; }
.question > h3 { font-size: 1.15rem; }
.heading:focus, h3:focus { outline: none; }
.heading:focus-visible, h3:focus-visible { outline: 3px solid var(--accent); outline-offset: 6px; border-radius: .3rem; }
.over { color: var(--muted); margin: 0; }
.purpose, .lead { font-size: 1.1rem; margin: 0; }
.instruction { white-space: pre-line; margin: 0; }
.facts { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; padding: 0; }
.facts li { background: var(--soft); border-radius: 1rem; padding: .2rem .8rem; }
.promises { margin: 0; padding-left: 1.2rem; }
.promises li + li { margin-top: .5rem; }
.start .field + .field { margin-top: 1.25rem; }
.start .legend::first-letter, .start .field > label::first-letter { text-transform: uppercase; }
.bar { display: flex; align-items: center; gap: .9rem; }
.count { margin: 0; flex: none; color: var(--muted); font-variant-numeric: tabular-nums; }
progress { appearance: none; flex: 1; min-width: 0; height: .6rem; border: 1px solid var(--control); border-radius: .4rem; background: var(--trough); overflow: hidden; }
progress::-webkit-progress-bar { background: var(--trough); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
.tag { display: inline-block; margin: .5rem 0 0; padding: .1rem .7rem; border-radius: 1rem; background: var(--soft); color: var(--accent-ink); font-size: .9rem; font-weight: 600; }
.question > .quiet { margin: .4rem 0 0; }
.refused { margin: 1rem 0 0; }
.refused:empty { display: none; }
.actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0 1rem; margin: 1rem -.4rem -.6rem 0; }

button { font: inherit; touch-action: manipulation; }
.main, .second, .danger {
  min-height: 3rem; padding: .6rem 1.5rem; border-radius: .8rem; font-weight: 650; cursor: pointer; border: 1.5px solid var(--accent);
}
.main { background: var(--accent); color: var(--on-accent); }
.second { background: var(--card); color: var(--accent-ink); border-color: var(--control); }
.danger { background: var(--danger); border-color: var(--danger); color: var(--on-danger); }
.main:hover, .danger:hover { filter: brightness(1.08); }
.second:hover, .plain:hover, .link:hover { background: var(--soft); }
.plain, .link {
  min-height: 2.75rem; min-width: 2.75rem; padding: .4rem .7rem; border: 0; border-radius: .6rem; background: none;
  color: var(--accent-ink); cursor: pointer; text-decoration: underline; text-underline-offset: .2em;
}
.link { text-align: start; width: 100%; }
button:focus-visible, summary:focus-visible, .written:focus-visible, .handle:focus-visible, input:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px;
}
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; }
.walk > .main { flex: 1 1 9rem; }
.start .buttons .main { flex: 1; }
.keep > * { flex: 1 1 auto; }
.erase-line { text-align: center; }
.erase { color: var(--muted); }
.help > summary { color: var(--accent-ink); }
.open { list-style: none; margin: .5rem 0 0; padding: 0; }
.open li + li { border-top: 1px solid var(--edge); }
.all { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: .25rem 0 0; padding: 0; }
.all li { margin: 0; }
.number {
  position: relative; width: 3rem; height: 3rem; border: 1.5px solid var(--control); border-radius: .7rem; background: var(--card); color: inherit; cursor: pointer;
}
.sign { position: absolute; right: .3rem; top: 0; font-size: .75rem; color: var(--accent-ink); font-weight: 700; }
.problems { padding-left: 1.2rem; }
.problems li + li { margin-top: .5rem; }
.loading { min-height: 12rem; display: grid; place-items: center; color: var(--muted); }
.notice {
  display: flex; gap: .5rem; align-items: start; background: var(--notice-ground); color: var(--notice-ink);
  border-radius: var(--radius); padding: .5rem .5rem .5rem 1rem; margin-bottom: 1rem;
}
.notice p { margin: .5rem 0; flex: 1; }
.notice .plain { color: inherit; text-decoration: none; font-size: 1.3rem; line-height: 1; }
dialog {
  max-width: min(26rem, calc(100vw - 2rem)); box-sizing: border-box; padding: 1.5rem; border: 1px solid var(--control); border-radius: var(--radius);
  background: var(--card); color: var(--ink);
}
dialog::backdrop { background: rgb(10 16 26 / 55%); }
dialog h2 { margin: 0; font-size: 1.3rem; }
dialog .buttons { margin-top: 1.25rem; }
dialog .buttons > * { flex: 1 1 auto; }
/* Letters of figures must not shrink below what can be read: where there is little room, figures reach into the edge of their card. */
@container (max-width: 26rem) {
  .drawn { margin-inline: -.75rem; }
}
@container (max-width: 22rem) {
  .card { padding: 1rem .9rem; }
  .positions { margin-inline: -.9rem; }
  .box { padding-inline: .25rem; }
}
@media (prefers-reduced-motion: no-preference) {
  .option, .aside, button { transition: background-color .12s, border-color .12s; }
}
@media (forced-colors: active) {
  .main, .danger { border: 2px solid ButtonText; }
  progress { border: 1px solid CanvasText; forced-color-adjust: none; background: Canvas; }
  progress::-webkit-progress-value { background: Highlight; }
  progress::-moz-progress-bar { background: Highlight; }
}
@media print {
  :host { ${colours(false, false)} background: none; }
  .buttons, .erase-line, .notice, .unseen, .actions, .help:not([open]) > summary { display: none !important; }
  .box { max-width: none; padding: 0; }
}
`;

let shared: CSSStyleSheet[] | undefined;

/** The style sheets that all elements of a page share. */
export function sheets(): CSSStyleSheet[] {
  if (shared === undefined) {
    shared = [RESULT_STYLE, FIELD_STYLE, FRAME_STYLE].map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
  }
  return shared;
}
