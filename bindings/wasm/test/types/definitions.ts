// Definitions are modules of JSON under the name of the package.

import klimov from "orientir/instruments/klimov-ddo.json" with { type: "json" };
import about from "orientir/package.json" with { type: "json" };
import { Instrument } from "orientir";

export const instrument: Instrument = Instrument.load(klimov);
export const title: string = klimov.texts.ru.title;
export const version: string = about.version;
