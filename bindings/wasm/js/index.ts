/**
 * Orientir: scores, norms and words of career-readiness questionnaires, from declarative definitions.
 *
 * @example
 * import { init, Instrument } from "orientir";
 * await init();
 * const klimov = Instrument.load(await (await fetch("klimov-ddo.json")).text());
 * klimov.score({ 1: "a", 2: "b" }).type;
 *
 * @module
 */

export { BatchScores, type BatchColumn, type BatchPerson, type Column, type Columns } from "./batch.js";
export { OrientirError } from "./errors.js";
export { Explanation, Instrument, Report, type Given } from "./instrument.js";
export { init, version, type EngineSource } from "./load.js";
export type * from "./types.js";
