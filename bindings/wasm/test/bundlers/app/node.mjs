import { readFile } from "node:fs/promises";

import { Instrument, init } from "orientir";

await init();
const text = await readFile(new URL(import.meta.resolve("orientir/instruments/klimov-ddo.json")), "utf8");
const instrument = Instrument.load(text, { lang: "ru" });
const answers = Object.fromEntries(instrument.fields.map((field) => [field, "a"]));
process.stdout.write(instrument.score(answers, { age: 15 }).json);
