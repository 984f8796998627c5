// The HTML report in a real browser: filters, links, keys, dark mode, print, scripts off, hostile text.
// `.ci/browser` installs what this needs and runs it.
"use strict";
const { test, before, after } = require("node:test");
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const BINARY = process.env.CLAIMDIFF || "target/release/claimdiff";
const LARGE = "target/tmp/large.html";
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "claimdiff-"));
let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});

after(async () => {
  await browser.close();
  fs.rmSync(folder, { recursive: true });
});

/** Writes the report of some input; gives its path. */
function report(name, ...input) {
  const file = path.join(folder, `${name}.html`);
  execFileSync(BINARY, ["compare", "--all", "--format", "html", "-o", file, ...input]);
  return file;
}

/** Runs `body` on an open page, then holds the page to what every page must keep. */
async function opened(file, options, body) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults = [];
  const url = pathToFileURL(path.resolve(file)).href;
  page.on("console", (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url().split("#")[0] !== url) faults.push(`request: ${request.url()}`); });
  try {
    await page.goto(url);
    await body(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

const shown = (page) => page.locator(".finding:visible").count();
const state = (page) => page.locator("#state").textContent();
const settled = (page) => page.waitForTimeout(150);

const quake = () => report("quake", "data/events/lombok-quake");

test("each filter leaves what it says, and reset brings all back", async () => {
  await opened(quake(), {}, async (page) => {
    const all = await shown(page);
    assert.ok(all > 5, `${all} findings`);
    for (const name of ["severity", "verdict", "kind"]) {
      const boxes = page.locator(`input[name=${name}]`);
      const word = await boxes.first().getAttribute("value");
      const of = await page.locator(`.finding[data-${name}="${word}"]`).count();
      await boxes.first().uncheck();
      assert.equal(await shown(page), all - of, `${name} ${word}`);
      assert.equal(await state(page), `${all - of} of ${all} shown`);
      await page.locator("#all").click();
      await settled(page);
      assert.equal(await shown(page), all);
    }
    await page.locator("#outlet").selectOption({ label: "Nusantara Daily" });
    const of = await page.locator(".finding:visible").evaluateAll((cards) => cards.map((card) => card.textContent.includes("Nusantara Daily")));
    assert.ok(of.length > 0 && of.length < all && of.every(Boolean));
    const rows = await page.locator("tr[data-n]:visible").count();
    assert.ok(rows > 0 && rows <= of.length, "the matrix follows");
    await page.locator("#all").click();
    await page.locator("#text").fill("MAGNITUDE 7.0");
    await settled(page);
    assert.ok((await shown(page)) >= 1 && (await shown(page)) < all);
    await page.locator("#text").fill("no such words");
    await settled(page);
    assert.equal(await shown(page), 0);
    assert.ok(await page.locator("#nothing").isVisible());
  });
});

test("a link leads from a sentence to the full text, and from there to a finding that a filter hid", async () => {
  await opened(quake(), {}, async (page) => {
    const link = page.locator("figcaption a").first();
    const id = (await link.getAttribute("href")).slice(1);
    const words = await page.locator("figure mark").first().textContent();
    await link.click();
    const target = page.locator(`#${id}`);
    assert.equal(await target.textContent(), words);
    await page.waitForFunction((id) => { const r = document.getElementById(id).getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }, id);
    await page.locator("#text").fill("no such words");
    await settled(page);
    const finding = (await target.getAttribute("href")).slice(1);
    await target.click();
    await page.locator(`#${finding}`).waitFor({ state: "visible" });
    await page.waitForFunction((id) => { const r = document.getElementById(id).getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight; }, finding);
  });
});

test("a cell of the matrix leads to its value", async () => {
  await opened(quake(), {}, async (page) => {
    const cell = page.locator(".matrix td a.deviates").first();
    const label = (await cell.textContent()).replace("▲", "");
    await cell.click();
    const id = new URL(page.url()).hash.slice(1);
    assert.ok((await page.locator(`#${id} h4`).textContent()).includes(label));
  });
});

test("all can be reached by keyboard, and the focus is seen", async () => {
  await opened(quake(), {}, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "findings");
    for (const [key, heading] of [["j", "n1"], ["j", "n2"], ["k", "n1"]]) {
      await page.keyboard.press(key);
      assert.equal(await page.evaluate(() => document.activeElement.id), heading, key);
    }
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => [document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]);
    assert.deepEqual(focus, ["A", "solid"]);
    // In a field the keys are letters.
    await page.locator("#text").focus();
    await page.keyboard.type("jk");
    assert.equal(await page.locator("#text").inputValue(), "jk");
  });
});

/** Contrast after WCAG 2 of every element with text of its own, where it is less than it must be. */
function poorContrast() {
  const parse = (color) => color.match(/[\d.]+/g).map(Number);
  const part = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = parse(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = Array.from(element.childNodes).some((n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim());
    if (!own || !element.checkVisibility() || element.closest("script, option, .skip")) continue;
    const style = getComputedStyle(element);
    const color = element instanceof SVGElement ? style.fill : style.color;
    const [a, b] = [light(parse(color)), light(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(`${element.tagName}.${element.className.baseVal ?? element.className} ${ratio.toFixed(2)}`);
  }
  return poor;
}

for (const colorScheme of ["light", "dark"]) {
  test(`text stands out as WCAG AA asks, ${colorScheme}`, async () => {
    await opened(quake(), { colorScheme }, async (page) => {
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
      assert.equal(ground[0] < 128, colorScheme === "dark");
      assert.deepEqual(await page.evaluate(poorContrast), []);
    });
  });
}

test("a narrow screen needs no sideways scrolling", async () => {
  await opened(quake(), { viewport: { width: 360, height: 740 } }, async (page) => {
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  });
});

test("without scripts all is there to read", async () => {
  const file = quake();
  let all;
  await opened(file, {}, async (page) => { all = await shown(page); });
  await opened(file, { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator(".finding").count(), all);
    assert.ok(await page.locator(".finding h3").first().isVisible());
    assert.ok(!(await page.locator("#filters").isVisible()), "no filter that does nothing");
    await page.locator("figcaption a").first().click();
    assert.match(page.url(), /#c\d+-\d+$/);
  });
});

test("paper shows the findings, without filters and full texts", async () => {
  await opened(quake(), {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".finding").first().isVisible());
    assert.ok(!(await page.locator("#filters").isVisible()));
    assert.ok(!(await page.locator(".report").first().isVisible()));
    assert.ok((await page.pdf({ format: "A4" })).length > 10_000);
  });
});

test("a hostile report is text", async () => {
  const story = (n) => `The Kremlin said ${n} people would travel to the summit with Kim Jong Un on Monday.`;
  const lines = [230, 180].map((n) => JSON.stringify({
    id: `"><img src=x onerror=alert(${n})>`,
    source: `<script>alert("source")</script>'"${n}`,
    headline: "</title></article><style>body{display:none}</style>",
    event: "</title><script>alert('event')</script>",
    published: `2019-04-2${n === 230 ? 3 : 4}`,
    language: "en\" onload=\"alert(1)",
    text: story(n),
  }));
  const input = path.join(folder, "hostile.jsonl");
  fs.writeFileSync(input, lines.join("\n"));
  // Markup in a JSON text is read as HTML and falls away; in plain text it is text.
  const plain = path.join(folder, "hostile.txt");
  fs.writeFileSync(plain, `${story(210)}\n\nThe Kremlin </p><script>alert(1)</script> said "><img onerror=alert(2) src=x> so \u202Ereversed\u202C twice.`);
  await opened(report("hostile", input, plain), {}, async (page) => {
    assert.equal(await page.locator("script").count(), 1);
    assert.equal(await page.locator("style").count(), 1);
    assert.equal(await page.locator("img, [onerror], [onload], [onclick]").count(), 0);
    const text = await page.locator("main, h1").evaluateAll((parts) => parts.map((part) => part.textContent).join("\n"));
    for (const part of ["<script>alert(1)</script>", "\"><img onerror=alert(2) src=x>", "</title><script>alert('event')</script>"]) {
      assert.ok(text.includes(part), part);
    }
    assert.ok(!/[\u202A-\u202E\u2066-\u2069]/.test(text));
    assert.ok(await page.locator("h1").isVisible());
  });
});

test("what is put into the page by others neither runs nor loads", async () => {
  const file = path.join(folder, "tampered.html");
  const clean = fs.readFileSync(quake(), "utf8");
  fs.writeFileSync(file, clean.replace("</main>", "<script>document.title = 'run'</script><img src=\"https://tracker.example/x.png\"></main>"));
  const context = await browser.newContext();
  const page = await context.newPage();
  const sent = [];
  const refused = [];
  page.on("console", (message) => refused.push(message.text()));
  page.on("response", (response) => sent.push(response.url()));
  await page.goto(pathToFileURL(file).href);
  assert.notEqual(await page.title(), "run");
  assert.equal(refused.filter((text) => text.includes("Content Security Policy")).length, 2, refused.join("\n"));
  assert.deepEqual(sent.filter((url) => !url.startsWith("file:")), []);
  await context.close();
});

test("500 findings of 200 reports open and filter without lag", async (t) => {
  const start = performance.now();
  await opened(LARGE, {}, async (page) => {
    const open = performance.now() - start;
    const times = await page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      await frame();
      const timed = async (act) => { const from = performance.now(); act(); await frame(); return Math.round(performance.now() - from); };
      const box = document.querySelector("input[name=verdict]");
      const text = document.getElementById("text");
      return {
        check: await timed(() => box.click()),
        uncheck: await timed(() => box.click()),
        search: await timed(() => { text.value = "house 499"; text.form.dispatchEvent(new Event("change")); }),
        again: await timed(() => { text.value = "house 4"; text.form.dispatchEvent(new Event("change")); }),
        scroll: await timed(() => { scrollTo(0, document.documentElement.scrollHeight / 2); }),
      };
    });
    t.diagnostic(`open ${Math.round(open)} ms, then ${JSON.stringify(times)}`);
    assert.ok(open < 8000, `opened in ${open} ms`);
    for (const [act, ms] of Object.entries(times)) assert.ok(ms < 1500, `${act} took ${ms} ms`);
  });
});
