/** How the response formats look. */
export const FIELD_STYLE = `
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.legend, .field > label { display: block; font-weight: 650; padding: 0; margin: 0 0 .6rem; }
.answers { display: grid; gap: 1.5rem; margin-top: 1rem; }
.options { display: grid; gap: .6rem; }
.options.apart { margin-top: .6rem; padding-top: .8rem; border-top: 1px dashed var(--control); }
.option, .aside {
  display: flex; align-items: center; gap: .8rem; min-height: 3rem; box-sizing: border-box; width: 100%;
  padding: .7rem .9rem; border: 1.5px solid var(--control); border-radius: .8rem;
  background: var(--card); color: inherit; font: inherit; text-align: start; cursor: pointer; overflow-wrap: anywhere;
}
.option > span { flex: 1; min-width: 0; }
.option:hover, .aside:hover { background: var(--soft); }
.option:has(:checked), .aside[aria-pressed="true"] {
  border-color: var(--accent); background: var(--soft); box-shadow: inset 0 0 0 1.5px var(--accent);
}
.option:has(:focus-visible), .position:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.option input { outline: none; }
input[type="radio"], input[type="checkbox"] { width: 1.35rem; height: 1.35rem; margin: 0; flex: none; accent-color: var(--accent); }
.options.row { grid-template-columns: repeat(auto-fill, minmax(2.75rem, 1fr)); gap: .4rem; }
.options.row .option { flex-direction: column; justify-content: center; gap: .3rem; padding: .5rem .2rem; }
.options.row .option > span { flex: none; }
.options.beside { grid-template-columns: repeat(auto-fit, minmax(5.2rem, 1fr)); gap: .4rem; }
.options.beside .option { flex-direction: column; justify-content: flex-start; gap: .4rem; padding: .7rem .15rem; font-size: .9rem; line-height: 1.3; text-align: center; hyphens: auto; }
.options.beside .option > span { flex: none; max-width: 100%; }
.tick { width: 1.2rem; height: 1.2rem; flex: none; box-sizing: border-box; border: 1.5px solid var(--control); border-radius: .35rem; display: grid; place-items: center; }
.aside[aria-pressed="true"] .tick { background: var(--accent); border-color: var(--accent); }
.aside[aria-pressed="true"] .tick::after {
  content: ""; width: .3rem; height: .6rem; margin-top: -.15rem;
  border: solid var(--on-accent); border-width: 0 2.5px 2.5px 0; transform: rotate(45deg);
}
.aspects { display: grid; gap: 1.5rem; }
.counter { font-weight: 650; margin: 0 0 .75rem; color: var(--accent-ink); }
.complaint { color: var(--danger); margin: .5rem 0 0; }
.complaint:empty:not(.reserved) { display: none; }
.complaint.reserved { min-height: 1.5em; }
.written {
  font: inherit; color: inherit; background: var(--card); width: 100%; box-sizing: border-box; min-height: 2.9rem;
  padding: .55rem .8rem; border: 1.5px solid var(--control); border-radius: .7rem;
}
.written.short { width: 7rem; max-width: 100%; }
select.written.short { width: auto; min-width: 7rem; }
.written[aria-invalid="true"] { border-color: var(--danger); }
.rank { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; justify-content: space-between; padding-block: .6rem; }
.rank + .rank { border-top: 1px solid var(--edge); }
.rank label { flex: 1 1 12rem; }

.bipolar { display: grid; gap: .75rem; grid-template-columns: 1fr 1fr; align-items: end; }
.bipolar > .options { grid-column: 1 / -1; }
.pole { margin: 0; overflow-wrap: anywhere; }
.pole-left { grid-area: 1 / 1; padding-right: .5rem; }
.pole-right { grid-area: 1 / 2; text-align: end; padding-left: .5rem; }
.positions { grid-area: 2 / 1 / 3 / 3; display: flex; margin-inline: -1.2rem; position: relative; }
.positions::before {
  content: ""; position: absolute; left: 1.5rem; right: 1.5rem; top: calc(50% - 1px); height: 2px; background: var(--control);
}
.position { flex: 1 1 0; min-width: 0; min-height: 3.25rem; display: grid; place-items: center; border-radius: .7rem; cursor: pointer; position: relative; }
.position input { width: 1.75rem; height: 1.75rem; outline: none; background: var(--card); border-radius: 50%; }
@container (min-width: 36rem) {
  .options.pair { grid-template-columns: 1fr 1fr; }
  .options.pair .option { min-height: 6.5rem; }
  .bipolar { grid-template-columns: minmax(0, 1fr) minmax(19.75rem, 1.4fr) minmax(0, 1fr); align-items: center; }
  .bipolar .positions { grid-area: 1 / 2; margin: 0; }
  .bipolar .pole-right { grid-area: 1 / 3; }
}

.line { --inset: 1.5rem; --reach: calc(var(--line-length, 200%) + 2 * var(--inset)); }
.plot { position: relative; height: 11.5rem; width: min(var(--reach), 100% + 1.5rem); margin: .5rem 0 0 50%; translate: -50%; }
.plot.single { height: 8.75rem; }
.field > p:first-child { margin-top: 0; }
.track { position: absolute; left: var(--inset); right: var(--inset); top: 6rem; height: 2.75rem; cursor: pointer; touch-action: pan-y; }
.track::before { content: ""; position: absolute; left: 0; right: 0; top: calc(50% - 1.5px); height: 3px; background: var(--ink); }
.track::after {
  content: ""; position: absolute; left: 0; right: 0; top: calc(50% - .5rem); height: 1rem; box-sizing: border-box;
  border: solid var(--ink); border-width: 0 3px;
}
.middle { position: absolute; left: calc(50% - 1px); top: calc(50% - .35rem); width: 2px; height: .7rem; background: var(--ink); }
.handle {
  position: absolute; box-sizing: border-box; width: 2.75rem; height: 2.75rem; display: grid; place-items: center; z-index: 1;
  left: calc(var(--inset) + (100% - 2 * var(--inset)) * var(--at) - 1.375rem);
  border: 1.5px solid var(--control); border-radius: 50%; background: var(--card); cursor: grab; touch-action: none; user-select: none;
}
.handle:active { cursor: grabbing; }
.handle.above { top: 3.25rem; }
.handle.below { top: 8.75rem; }
.handle:not(.unset)::after { content: ""; position: absolute; left: calc(50% - 1.5px); width: 3px; height: 1.6rem; background: var(--accent); }
.handle.above:not(.unset)::after { top: calc(100% + 1px); height: 1.9rem; }
.handle.below:not(.unset)::after { bottom: calc(100% + 1px); height: 1.2rem; }
.handle.unset {
  top: 0; left: calc(50% * var(--slot)); width: calc(50% - .35rem); margin-inline: .175rem; height: 2.9rem; display: flex; gap: .5rem;
  align-items: center; justify-content: center; border-radius: .8rem; border-style: dashed; padding-inline: .4rem;
  font-size: .9rem; line-height: 1.1; text-align: center;
}
.handle.unset.active { border: 2px solid var(--accent); background: var(--soft); }
.handle:not(.unset) .handle-label { display: none; }
.symbol { position: relative; display: inline-block; width: 1.1rem; height: 1.1rem; flex: none; color: var(--accent-ink); }
.symbol::before, .symbol.cross::after {
  content: ""; position: absolute; left: 0; right: 0; top: calc(50% - 1.5px); height: 3px; border-radius: 2px; background: currentColor;
}
.symbol.cross::before { transform: rotate(45deg); }
.symbol.cross::after { transform: rotate(-45deg); }
.symbol.dot::before { inset: 20%; height: auto; border-radius: 50%; }
.poles { display: flex; justify-content: space-between; gap: 1rem; max-width: min(var(--reach), 100%); margin: .25rem auto 0; font-size: .95rem; }
.poles span:last-child { text-align: end; }
.next-mark { margin: .75rem 0 0; text-align: center; min-height: 1.5em; }
.marks { display: grid; gap: .6rem; margin-top: .75rem; }
.mark { display: grid; grid-template-columns: minmax(0, 1fr) 4.2rem 5.3rem; align-items: center; gap: .4rem; }
.mark .plain { padding-inline: .2rem; }
.mark label { display: flex; align-items: center; gap: .4rem; }
.mark .written { width: 100%; }
@media (forced-colors: active) {
  .option:has(:checked), .aside[aria-pressed="true"], .handle.unset.active { border: 3px solid Highlight; }
  .track::before, .middle, .symbol::before, .symbol.cross::after, .handle:not(.unset)::after, .positions::before {
    forced-color-adjust: none; background: CanvasText;
  }
  .aside[aria-pressed="true"] .tick { forced-color-adjust: none; background: Highlight; }
}
`;
