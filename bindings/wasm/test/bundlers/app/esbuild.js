import { init } from "orientir";
import engine from "orientir/orientir.wasm";

import { score } from "./score.js";

await init(new URL(engine, import.meta.url));
document.body.textContent = score();
