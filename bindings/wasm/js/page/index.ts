/** The self-test page: loads everything at once, then asks for nothing more. */

import { init } from "../load.js";
import { App, preferredLang } from "./app.js";
import { loadDefinitions, open } from "./catalogue.js";
import { make } from "./dom.js";
import { sayIn, type Word } from "./words.js";

const root = document.getElementById("page") ?? document.body;
const regions = { notices: make("div", { "aria-live": "polite" }), status: make("p", { class: "status", role: "status" }) };
root.prepend(regions.notices, regions.status);

void start();

async function start(): Promise<void> {
  const definitions = loadDefinitions();
  // Without an engine nobody waits for the definitions.
  definitions.catch(() => undefined);
  try {
    await init();
  } catch {
    apologise("engine_failed");
    return;
  }
  try {
    const app = new App(root, regions, open(await definitions));
    app.show();
    await keepOffline(app);
  } catch {
    apologise("definitions_failed");
  }
}

/** Says that nothing can be shown, and lets the person try again. */
function apologise(word: Word): void {
  const lang = preferredLang();
  const say = sayIn(lang);
  document.documentElement.lang = lang;
  const again = make("button", { type: "button", class: "button", click: () => location.reload() }, say("try_again"));
  root.replaceChildren(make("main", {}, make("h1", {}, say("brand")), make("p", { role: "alert" }, say(word)), again));
}

/** Has the service worker keep the page. Without one the page works all the same as long as it is open. */
async function keepOffline(app: App): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("sw.js", { scope: "./" });
    const { active } = await navigator.serviceWorker.ready;
    if (active !== null && (await keptBy(active))) app.offlineReady();
  } catch {
    // Browsers refuse it in private windows: then there is no line that promises it.
  }
}

/** Whether a service worker holds every file of the page, after it has fetched those that the browser threw away. */
function keptBy(worker: ServiceWorker): Promise<boolean> {
  return new Promise((answer) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => answer(data === true);
    worker.postMessage("keep", [port2]);
  });
}
