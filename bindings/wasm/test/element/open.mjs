// One browser and one server for a file of tests, and pages that hold the element.

import { after, before } from "node:test";

import { DESKTOP, launch, serve } from "../browser.mjs";

/** Where definitions are, seen from the server. */
export const CATALOGUE = "/instruments";
export const OWN = "/test/definitions";

/** Starts what a file of tests needs and ends it afterwards. */
export function stage() {
  const held = {};
  before(async () => {
    [held.server, held.browser] = await Promise.all([serve(), launch()]);
  });
  after(async () => {
    await held.browser?.close();
    await held.server?.close();
  });
  /**
   * A page with elements.
   *
   * @param {string | string[]} attributes the attributes of each element
   * @param {{ size?: object, scheme?: "light" | "dark", lang?: string, head?: string, before?: (page) => unknown, context?: object }} [options]
   *   `head` is more for the head of the page
   */
  return async (attributes, { size = DESKTOP, scheme = "light", lang = "ru", head = "", before: prepare, context } = {}) => {
    const given = [attributes].flat();
    const elements = given.map((one) => `<orientir-test ${one}></orientir-test>`).join("\n");
    held.server.pages["/page"] = `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8">${head}<title>Test</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><style>body { margin: 0 } h1 { position: absolute; clip-path: inset(50%) }</style></head>
<body><main><h1>Test</h1>${elements}</main>
<script>
  globalThis.events = [];
  for (const name of ["ready", "progress", "result", "error"])
    addEventListener("orientir-" + name, (event) => events.push({ name, target: event.target.id, ...event.detail }));
</script>
<script type="module" src="/dist/element/index.js"></script></body></html>`;
    const own = context ?? (await held.browser.newContext({ ...size, colorScheme: scheme, acceptDownloads: true }));
    const page = await own.newPage();
    const faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await prepare?.(page, own);
    await page.goto(`${held.server.url}/page`);
    const opened = new Opened(page, own, held.server, faults);
    await opened.settled();
    return opened;
  };
}

/** A page with an element, and what tests do with it. */
class Opened {
  constructor(page, context, server, faults) {
    Object.assign(this, { page, context, server, faults });
    this.element = page.locator("orientir-test").first();
    this.heading = this.element.locator(".heading");
    this.main = this.element.locator(".main");
  }

  settled() {
    return this.page.waitForFunction(() =>
      [...document.querySelectorAll("orientir-test")].every((one) => one.state !== undefined && one.state !== "loading"),
    );
  }

  state() {
    return this.element.evaluate((one) => one.state);
  }

  answers() {
    return this.element.evaluate((one) => one.answers);
  }

  events(name) {
    return this.page.evaluate((name) => globalThis.events.filter((event) => event.name === name), name);
  }

  async next(times = 1) {
    for (let time = 0; time < times; time += 1) await this.main.click();
  }

  radio(field, code) {
    return this.element.locator(`input[name="field-${field}"][value="${code}"]`);
  }

  /** Clicks the card of a code as a finger or a mouse does. */
  async point(field, code) {
    await this.element.locator(`label:has(input[name="field-${field}"][value="${code}"])`).click();
  }

  /** What has the focus, inside the element. */
  focused() {
    return this.page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return { tag: active.tagName, text: active.textContent.trim(), value: active.value, label: active.getAttribute("aria-label") };
    });
  }

  /** Presses Tab until something that fits has the focus: a keyboard has no other way. */
  async tabTo(selector) {
    for (let step = 0; step < 80; step += 1) {
      const found = await this.page.evaluate((selector) => {
        const active = document.querySelector("orientir-test").shadowRoot.activeElement;
        return active?.matches(selector) ?? false;
      }, selector);
      if (found) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab never reaches ${selector}`);
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What is kept on the device. */
  kept() {
    return this.page.evaluate(() =>
      Object.fromEntries(Object.entries({ ...localStorage }).map(([name, text]) => [name, JSON.parse(text)])),
    );
  }

  /** Answers everything in some way and ends at the check. */
  async walk() {
    for (let question = 0; (await this.state()) === "question"; question += 1) {
      await this.element.evaluate((one, question) => {
        const root = one.shadowRoot;
        const names = new Set([...root.querySelectorAll("input[type=radio]")].map((input) => input.name));
        for (const name of names) {
          const all = [...root.querySelectorAll("input[type=radio]")].filter((input) => input.name === name);
          all[question % all.length].click();
        }
        for (const input of [...root.querySelectorAll("input[type=checkbox]")].slice(0, 3)) input.click();
        [...root.querySelectorAll(".mark input, .field > input.short")].forEach((input, index) => {
          input.value = String(4 + index);
          input.dispatchEvent(new Event("input"));
        });
        [...root.querySelectorAll("select")].forEach((select, index) => {
          select.value = String(index + 1);
          select.dispatchEvent(new Event("change"));
        });
      }, question);
      await this.next();
    }
  }

  close() {
    return this.context.close();
  }
}
