// Every response format, by keyboard and by pointer, on a phone and on a desktop: the answers are what was meant.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { DESKTOP, PHONE } from "../browser.mjs";
import { CATALOGUE, OWN, stage } from "./open.mjs";

const open = stage();

for (const [where, size] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
  describe(where, () => {
    const begun = async (source, question = 0) => {
      const opened = await open(`src="${source}" storage="off"`, { size });
      await opened.next(question + 1);
      return opened;
    };

    test("pairs by pointer", async () => {
      const opened = await begun(`${CATALOGUE}/klimov-ddo.json`);
      await opened.point(1, "a");
      await opened.next();
      await opened.point(2, "a");
      await opened.point(2, "b");
      assert.deepEqual(await opened.answers(), { 1: "a", 2: "b" });
      await opened.close();
    });

    test("pairs by keyboard", async () => {
      const opened = await open(`src="${CATALOGUE}/klimov-ddo.json" storage="off"`, { size });
      await opened.tabTo(".main");
      await opened.press("Enter");
      assert.match((await opened.focused()).text, /Вопрос 1/);
      await opened.tabTo("input[type=radio]");
      await opened.press("Space");
      assert.deepEqual(await opened.answers(), { 1: "a" });
      await opened.tabTo(".main");
      await opened.press("Enter");
      await opened.tabTo("input[type=radio]");
      await opened.press("ArrowDown");
      assert.deepEqual(await opened.answers(), { 1: "a", 2: "b" });
      await opened.close();
    });

    test("ratings, codes apart and branches", async () => {
      const opened = await begun(`${CATALOGUE}/profession-awareness.json`, 1);
      assert.equal(await opened.element.locator(".count").textContent(), "2 из 21");
      await opened.point("c1", "2");
      await opened.next();
      await opened.tabTo("input[type=radio]");
      await opened.press("ArrowDown", "ArrowDown");
      assert.deepEqual(await opened.answers(), { c1: "2", c2: "2" });
      await opened.element.locator(".back-button, .second").first().click();
      await opened.point("c1", "none");
      // What no longer applies is neither asked nor handed out.
      assert.deepEqual(await opened.answers(), { c1: "none" });
      assert.equal(await opened.element.locator(".count").textContent(), "2 из 14");
      await opened.next();
      assert.match(await opened.heading.textContent(), /роботов/);
      await opened.point("w1", "technology");
      assert.deepEqual(await opened.answers(), { c1: "none", w1: "technology" });
      await opened.next();
      await opened.tabTo("input[type=radio]");
      await opened.press("Space");
      assert.equal((await opened.answers()).w2, "nature");
      await opened.close();
    });

    test("free words", async () => {
      const opened = await begun(`${CATALOGUE}/profession-awareness.json`);
      await opened.tabTo("input.written");
      await opened.page.keyboard.type("  сварщик ");
      assert.deepEqual(await opened.answers(), { profession: "сварщик" });
      assert.equal(await opened.element.locator("input.written").getAttribute("maxlength"), "100");
      assert.ok(!JSON.stringify(await opened.events("progress")).includes("сварщик"));
      await opened.press("ControlOrMeta+a", "Delete");
      assert.deepEqual(await opened.answers(), {});
      await opened.page.keyboard.type("refused");
      assert.deepEqual([await opened.answers(), (await opened.focused()).value], [{ profession: "refused." }, "refused"]);
      await opened.close();
    });

    test("positions between two poles", async () => {
      const opened = await begun(`${OWN}/formats.json`);
      const position = opened.element.locator(".position").nth(5);
      await position.click();
      assert.deepEqual(await opened.answers(), { life: "6" });
      await opened.tabTo(".position input");
      await opened.press("ArrowLeft");
      assert.deepEqual(await opened.answers(), { life: "5" });
      assert.match((await opened.focused()).label, /5 из 7/);
      await opened.point("life", "-");
      assert.deepEqual(await opened.answers(), { life: "-" });
      const boxes = await opened.element.locator(".position").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
      assert.ok(Math.min(...boxes) >= 44, `${Math.min(...boxes)} pixels`);
      await opened.close();
    });

    test("a line with two marks by pointer", async () => {
      const opened = await begun(`${CATALOGUE}/dembo-rubinstein.json`, 1);
      assert.deepEqual(await opened.answers(), {}, "no mark stands anywhere before");
      const line = await opened.element.locator(".track").boundingBox();
      const at = (share) => [line.x + line.width * share, line.y + line.height / 2];
      await opened.page.mouse.click(...at(0.4));
      await opened.page.mouse.click(...at(0.8));
      const near = (code, value) => assert.ok(Math.abs(Number(code) - value) <= 1, `${code} is not near ${value}`);
      let answers = await opened.answers();
      near(answers["mind.now"], 40);
      near(answers["mind.want"], 80);
      // Both are set: a tap moves the nearer one.
      await opened.page.mouse.click(...at(0.3));
      near((await opened.answers())["mind.now"], 30);
      const grip = await opened.element.locator(".handle.below").boundingBox();
      await opened.page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
      await opened.page.mouse.down();
      await opened.page.mouse.move(...at(0.7), { steps: 4 });
      await opened.page.mouse.move(line.x + line.width + 200, line.y);
      await opened.page.mouse.up();
      answers = await opened.answers();
      assert.equal(answers["mind.want"], "100", "not beyond the end");
      const drawn = await opened.element.locator(".handle.below").boundingBox();
      assert.ok(Math.abs(drawn.x + drawn.width / 2 - (line.x + line.width)) <= 1, "the mark stands where its number is");
      await opened.element.getByRole("button", { name: "Убрать отметку «Как хотелось бы»" }).click();
      assert.deepEqual(Object.keys(await opened.answers()), ["mind.now"]);
      await opened.close();
    });

    test("a line with two marks by keyboard", async () => {
      const opened = await begun(`${CATALOGUE}/dembo-rubinstein.json`, 1);
      await opened.tabTo("[role=slider]");
      const slider = opened.element.getByRole("slider", { name: "Как сейчас" });
      assert.equal(await slider.getAttribute("aria-valuetext"), "отметки нет");
      await opened.press("ArrowRight");
      assert.equal((await opened.answers())["mind.now"], "50");
      await opened.press("ArrowRight", "ArrowUp", "PageUp", "ArrowLeft");
      assert.equal((await opened.answers())["mind.now"], "60.5");
      assert.equal(await slider.getAttribute("aria-valuenow"), "60.5");
      await opened.press("End", "PageDown", "ArrowDown");
      assert.equal((await opened.answers())["mind.now"], "89.5");
      await opened.press("Tab", "Home");
      assert.deepEqual(await opened.answers(), { "mind.now": "89.5", "mind.want": "0" });
      await opened.press("Delete");
      assert.deepEqual(await opened.answers(), { "mind.now": "89.5" });
      await opened.tabTo(".mark:nth-child(2) input");
      await opened.page.keyboard.type("72,5");
      assert.deepEqual(await opened.answers(), { "mind.now": "89.5", "mind.want": "72.5" });
      await opened.page.keyboard.type("3");
      await opened.press("Tab");
      assert.match(await opened.element.locator(".line > .complaint").textContent(), /от 0 до 100/);
      assert.deepEqual(await opened.answers(), { "mind.now": "89.5" });
      await opened.element.locator(".mark:nth-child(2) input").fill("72");
      assert.equal(await opened.element.locator(".line > .complaint").textContent(), "");
      await opened.close();
    });

    test("what is about a printed form is not asked", async () => {
      const opened = await begun(`${CATALOGUE}/dembo-rubinstein.json`);
      assert.equal(await opened.element.locator(".count").textContent(), "1 из 7");
      await opened.close();
    });

    test("three aspects, and never did it", async () => {
      const opened = await begun(`${CATALOGUE}/kabardova-opg.json`);
      await opened.point("1.skill", "2");
      await opened.point("1.attitude", "1");
      await opened.point("1.wish", "0");
      assert.deepEqual(await opened.answers(), { "1.skill": "2", "1.attitude": "1", "1.wish": "0" });
      await opened.next();
      await opened.tabTo(".aside");
      await opened.press("Space");
      const { "2.skill": skill, "2.attitude": attitude, "2.wish": wish } = await opened.answers();
      assert.deepEqual([skill, attitude, wish], ["-", "-", undefined]);
      assert.equal(await opened.element.locator("input[name='field-2.skill']").first().isVisible(), false);
      await opened.press("Tab", "Space");
      assert.equal((await opened.answers())["2.wish"], "0");
      await opened.element.locator(".aside").click();
      assert.equal((await opened.answers())["2.skill"], undefined);
      assert.equal(await opened.element.locator("input[name='field-2.skill']").first().isVisible(), true);
      await opened.close();
    });

    test("three of nine", async () => {
      const opened = await begun(`${CATALOGUE}/work-values.json`);
      const card = (name) => opened.element.locator(`label:has(input[value="${name}"])`);
      await card("pay").click();
      await opened.tabTo("input[value=benefit]");
      await opened.press("Space");
      assert.deepEqual(await opened.answers(), { pay: "1", benefit: "1" });
      assert.equal(await opened.element.locator(".counter").textContent(), "Выбрано: 2 из 3");
      await card("growth").click();
      const full = await opened.answers();
      assert.deepEqual([full.pay, full.benefit, full.growth, full.team, full.security], ["1", "1", "1", "0", "0"]);
      assert.equal(Object.keys(full).length, 9);
      await card("team").click();
      assert.match(await opened.element.locator(".complaint").first().textContent(), /Уже выбрано 3/);
      assert.deepEqual(await opened.answers(), full);
      assert.equal(await opened.element.locator("input[value=team]").isChecked(), false);
      await card("pay").click();
      assert.deepEqual(await opened.answers(), { benefit: "1", growth: "1" });
      await opened.close();
    });

    test("counts, points, places, bare numbers and wide ranges", async () => {
      const opened = await begun(`${OWN}/formats.json`, 1);
      await opened.tabTo("input.written");
      await opened.page.keyboard.type("31");
      await opened.press("Tab");
      assert.match(await opened.element.locator(".complaint").textContent(), /от 0 до 30/);
      const named = opened.element.getByRole("textbox", { name: (await opened.heading.textContent()).trim() });
      await named.fill("12");
      await opened.next();
      await opened.point("share", "b2");
      await opened.next();
      await opened.element.getByLabel("good pay").selectOption("1");
      await opened.element.getByLabel("a calm day").selectOption("2");
      await opened.element.getByLabel("a craft of my own").selectOption("1");
      assert.match(await opened.element.locator(".complaint").textContent(), /good pay/);
      await opened.element.getByLabel("good pay").selectOption("3");
      await opened.next();
      await opened.tabTo("input[type=radio]");
      await opened.press("ArrowRight", "ArrowRight");
      await opened.next();
      await opened.element.locator("input.written").fill("-7");
      await opened.next();
      await opened.element.getByRole("slider").focus();
      await opened.press("Home", "ArrowRight");
      await opened.next();
      await opened.element.locator("textarea").fill("nothing\nelse");
      assert.deepEqual(await opened.answers(), {
        fairs: "12",
        share: "b2",
        pay: "3",
        calm: "2",
        craft: "1",
        sure: "2",
        balance: "-7",
        strength: "0.5",
        remark: "nothing\nelse",
      });
      await opened.close();
    });

    test("a refusal, and the answer after all", async () => {
      const opened = await begun(`${CATALOGUE}/ovcharova-motives.json`);
      await opened.point("1", "4");
      await opened.element.getByRole("button", { name: "Не хочу отвечать" }).click();
      assert.deepEqual(await opened.answers(), { 1: "refused" });
      await opened.element.getByRole("button", { name: "Всё-таки ответить" }).click();
      assert.deepEqual(await opened.answers(), { 1: "4" });
      await opened.element.getByRole("button", { name: "Убрать ответ" }).click();
      assert.deepEqual(await opened.answers(), {});
      assert.equal(await opened.radio("1", "4").isChecked(), false);
      await opened.close();
    });
  });
}

test("a mark follows a finger", async () => {
  const opened = await open(`src="${CATALOGUE}/dembo-rubinstein.json" storage="off"`, { size: PHONE });
  await opened.next(2);
  const line = await opened.element.locator(".track").boundingBox();
  await opened.page.touchscreen.tap(line.x + line.width * 0.25, line.y + line.height / 2);
  assert.ok(Math.abs(Number((await opened.answers())["mind.now"]) - 25) <= 1);
  const session = await opened.context.newCDPSession(opened.page);
  const chip = await opened.element.locator(".handle.unset").boundingBox();
  const touch = (type, x, y) => session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  await touch("touchStart", chip.x + 20, chip.y + 20);
  for (let step = 1; step <= 4; step += 1) await touch("touchMove", line.x + line.width * 0.22 * step, line.y + 10);
  await touch("touchEnd");
  assert.ok(Math.abs(Number((await opened.answers())["mind.want"]) - 88) <= 1, JSON.stringify(await opened.answers()));
  await opened.close();
});

test("a page of questions at a time", async () => {
  const opened = await open(`src="${CATALOGUE}/profession-awareness.json" layout="page" storage="off"`);
  await opened.next();
  assert.equal(await opened.element.locator(".question:visible").count(), 7);
  await opened.point("c1", "none");
  assert.equal(await opened.element.locator(".question:visible").count(), 2, "what does not apply goes at once");
  await opened.next();
  assert.match(await opened.heading.textContent(), /Страница 2|Страница 3/);
  await opened.close();
});
