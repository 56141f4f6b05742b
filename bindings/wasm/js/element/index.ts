/**
 * Registers `<orientir-test>`: a self-test in the browser whose answers never leave the device.
 *
 * @example
 * import "orientir/element";
 * // <orientir-test src="klimov-ddo.json" lang="ru"></orientir-test>
 *
 * Appearance: custom properties `--orientir-font`, `--orientir-radius`, `--orientir-width`, and the colours `--orientir-ink`, `-muted`,
 * `-ground`, `-card`, `-soft`, `-edge`, `-control`, `-trough`, `-accent`, `-on-accent`, `-accent-ink`, `-danger`, `-on-danger`,
 * `-notice-ground`, `-notice-ink`. A colour that is set holds in the light and in the dark. Parts: `frame`, `heading`, `card`, `question`,
 * `option`, `mark`, `line`, `counter`, `bar`, `progress`, `position`, `button`, `main-button`, `back-button`, `refuse-button`,
 * `clear-button`, `erase-button`, `link`, `help`, `leads`, `remarks`, `scores`, `scale`, `figure`, `cautions`, `notice`, `dialog`.
 *
 * @module
 */

import { OrientirTest, type ErasedDetail, type ErrorDetail, type ProgressDetail, type ReadyDetail, type ResultDetail } from "./element.js";

export { OrientirTest, type ErasedDetail, type ErrorDetail, type ProgressDetail, type ReadyDetail, type ResultDetail };
export type { Layout, State } from "./stage.js";

declare global {
  interface HTMLElementTagNameMap {
    "orientir-test": OrientirTest;
  }
  interface HTMLElementEventMap {
    "orientir-ready": CustomEvent<ReadyDetail>;
    "orientir-progress": CustomEvent<ProgressDetail>;
    "orientir-result": CustomEvent<ResultDetail>;
    "orientir-erased": CustomEvent<ErasedDetail>;
    "orientir-error": CustomEvent<ErrorDetail>;
  }
}

// A second copy of the package on one page must not throw; a server has no registry.
if (globalThis.customElements?.get("orientir-test") === undefined) {
  globalThis.customElements?.define("orientir-test", OrientirTest);
}
