import { init } from "orientir";

import { score } from "./score.js";

await init();
document.body.textContent = score();
