// Opens a report in Chromium and uses it as a reader would. node report.spec.cjs SCENARIO FILE PLAYWRIGHT_CORE CHROMIUM
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [scenario, file, playwrightCore, executablePath, profile] = process.argv.slice(2);
const { chromium } = require(playwrightCore);

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const DESKTOP = { viewport: { width: 1280, height: 900 }, colorScheme: "light" };
const HOSTILE = "</script><script>window.pwned=1</script><img src=x onerror=\"window.pwned=2\">{{data}}"; // as ReportPageTests says it
const PHONE = { viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true };

/** Whether a canvas of a chart shows more than one colour. */
function isDrawn(selector) {
  const canvas = document.querySelector(`${selector} canvas`);
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint32Array(data.buffer);
  return pixels.some(pixel => pixel !== pixels[0]);
}

/** Where a point of a series is on the screen. */
function placeOf([selector, series, index]) {
  const box = document.querySelector(selector);
  box.scrollIntoView({ block: "center" });
  const chart = echarts.getInstanceByDom(box);
  const points = chart.getOption().series.find(s => s.name === series).data;
  const point = points.at(index);
  const [x, y] = chart.convertToPixel({ gridIndex: 0 }, point.value);
  const bounds = box.getBoundingClientRect();
  return { x: bounds.left + x, y: bounds.top + y, position: point.position };
}

function axisNames(selector) {
  const option = echarts.getInstanceByDom(document.querySelector(selector)).getOption();
  return [option.xAxis[0].name, option.yAxis[0].name, option.xAxis[0].type];
}

async function column(page, title) {
  const titles = await page.locator("#candidate-table th button").allInnerTexts();
  const number = titles.findIndex(text => text.trim().startsWith(title));
  return page.locator(`#candidate-table tbody td:nth-child(${number + 1})`).allInnerTexts();
}

function isSorted(numbers, sign) {
  return numbers.every((number, i) => i === 0 || sign * (number - numbers[i - 1]) >= 0);
}

async function checkAxes(page) {
  const chart = "#device-charts .chart";
  const names = async () => (await page.evaluate(axisNames, chart)).slice(0, 2);
  assert.deepEqual(await names(), ["Latency, ms", "Decoder parameters"]);
  const before = await page.locator(chart).first().screenshot();
  await page.selectOption("#axis-x", "peak_memory_mib");
  await page.selectOption("#scale-x", "log");
  assert.deepEqual(await page.evaluate(axisNames, chart), ["Peak memory, MiB", "Decoder parameters", "log"]);
  assert.ok(!before.equals(await page.locator(chart).first().screenshot()), "another axis draws another picture");
  await page.selectOption("#axis-x", "decoder_parameters");
  assert.deepEqual(await names(), ["Decoder parameters", "Peak memory, MiB"], "the same metric twice swaps the axes");
  await page.selectOption("#axis-y", "latency_ms");
  await checkFrontierLine(page, true);
  await page.click("#swap-axes");
  assert.deepEqual(await names(), ["Latency, ms", "Decoder parameters"]);
}

/** The line must be the frontier of the two axes, by the slowest of algorithms. */
async function checkFrontierLine(page, swapped) {
  const { line, points } = await page.evaluate(() => {
    const [target] = JSON.parse(document.getElementById("report-data").textContent).targets;
    const series = echarts.getInstanceByDom(document.querySelector("#device-charts .chart")).getOption().series;
    return {
      line: series.find(s => s.type === "line" && s.step).data,
      points: target.candidates.filter(c => c.feasible).map(c => [c.measurement.latency.latency_ms, c.decoder_parameters]),
    };
  });
  const beaten = p => points.some(q => q[0] <= p[0] && q[1] >= p[1] && (q[0] < p[0] || q[1] > p[1]));
  const expected = points.filter(p => !beaten(p)).sort((a, b) => a[0] - b[0]);
  assert.deepEqual(swapped ? line.map(([parameters, latency]) => [latency, parameters]) : line, expected);
}

async function checkHover(page) {
  const place = await page.evaluate(placeOf, ["#device-charts .chart", "On the frontier", -1]);
  await page.mouse.move(place.x - 60, place.y - 60);
  await page.mouse.move(place.x, place.y, { steps: 4 });
  const tip = page.locator("#device-charts .tip").first();
  await tip.waitFor();
  const text = await tip.innerText();
  assert.match(text, /\d+ layers? × \d+/);
  assert.match(text, /gpt2_[0-9a-f]{20}/);
  assert.match(text, /Latency\s+[\d.,]+ ms \([\d.,]+ – [\d.,]+\)/);
  assert.ok(await tip.locator(".layers rect:not(.track)").count() > 0, "the tip pictures the layers");
  const interval = await page.evaluate(() => {
    const chart = echarts.getInstanceByDom(document.querySelector("#device-charts .chart"));
    return chart.getOption().series.find(s => s.id === "interval").data;
  });
  assert.equal(interval.length, 2);
  assert.ok(interval[0][0] < interval[1][0], "the interval is drawn along the latency");
  await page.mouse.click(place.x, place.y);
  await page.locator("#details[open]").waitFor();
  assert.ok(text.includes(await page.locator("#details-title").innerText()), "a click opens the same candidate");
  await page.keyboard.press("Escape");
  await page.locator("#details:not([open])").waitFor({ state: "attached" });
}

async function checkTable(page) {
  await page.uncheck("#frontier-only");
  const numbers = async title => (await column(page, title)).map(text => Number(text.replaceAll(",", ""))).filter(Boolean);
  assert.ok(isSorted(await numbers("Latency"), 1), "by latency at first");
  await page.click("#candidate-table th button:has-text('Latency')");
  assert.ok(isSorted(await numbers("Latency"), -1), "a second time: descending");
  await page.focus("#candidate-table th button:has-text('Layers')");
  await page.keyboard.press("Enter");
  const layers = await numbers("Layers");
  assert.ok(layers.length > 1 && isSorted(layers, 1), "by keyboard");
  assert.equal(await page.locator("th[aria-sort=ascending]").innerText().then(t => t.trim().split(/\s/)[0]), "Layers");
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim().split(/\s/)[0]), "Layers", "the focus stays");

  await page.check("#frontier-only");
  assert.ok((await column(page, "Architecture")).every(text => text.includes("★")));
  await page.uncheck("#frontier-only");
  await page.fill("#filter", "crashed");
  assert.ok((await column(page, "Verdict")).every(text => text === "failed"));
  await page.fill("#filter", "no such thing");
  assert.match(await page.locator("#table-count").innerText(), /^None of/);
  await page.fill("#filter", "");
  await page.selectOption("#device-filter", "1");
  assert.deepEqual([...new Set(await column(page, "Device"))], ["office-i7"]);
  const first = await column(page, "Architecture");
  await page.click("#page-on");
  assert.notDeepEqual(await column(page, "Architecture"), first);
}

async function checkDownloads(page) {
  const started = page.waitForEvent("download");
  await page.click("#download-csv");
  const csv = fs.readFileSync(await (await started).path(), "utf8");
  assert.equal(csv, fs.readFileSync(path.join(path.dirname(file), "expected.csv"), "utf8"));
}

/** Three pictures of the models that were trained, each drawn, with the axes that the section promises. */
async function checkTrainedCharts(page) {
  assert.equal(await page.locator("#trained").isVisible(), true);
  assert.equal(await page.locator("#trained-link").isVisible(), true);
  const panels = [1, 2, 3].map(number => `#trained-charts .panel:nth-child(${number}) .chart`);
  assert.equal(await page.locator("#trained-charts .chart").count(), 3);
  const names = [];
  for (const chart of panels) {
    assert.ok(await page.evaluate(isDrawn, chart), `${chart} is drawn`);
    names.push((await page.evaluate(axisNames, chart)).slice(0, 2));
  }
  const perplexity = "Perplexity per token, held-out text";
  assert.deepEqual(names, ["Latency, ms", "Peak memory, MiB", "Decoder parameters"].map(name => [name, perplexity]));
  const [drawn, expected] = await page.evaluate(() => {
    const { targets, training_recipes: [recipe] } = JSON.parse(document.getElementById("report-data").textContent);
    const points = targets.flatMap(t => t.candidates).filter(c => c.measurement).flatMap(c => (c.trainings ?? [])
      .filter(t => t.recipe_sha256 === recipe.recipe_sha256).map(t => [c.decoder_parameters, t.validation_perplexity, c.architecture_id]));
    const once = points.filter((point, i) => points.findIndex(other => other[2] === point[2]) === i).map(point => point.slice(0, 2));
    const [, , chart] = document.querySelectorAll("#trained-charts .chart");
    return [echarts.getInstanceByDom(chart).getOption().series.flatMap(s => s.data.map(p => p.value)), once];
  });
  assert.deepEqual(drawn, expected, "the proxy's picture has every trained architecture once");
}

async function correlation(page) {
  const text = (await page.locator("#trained-correlation").innerText()).replaceAll("\u00a0", " ");
  return text.match(/lower perplexity: (-?[\d.]+, n = \d+)\./)[1];
}

const scenarios = {
  async explore(page) {
    const devices = [1, 2].map(number => `#device-charts .panel:nth-child(${number}) .chart`);
    for (const chart of [...devices, "#comparison-chart", "#hypervolume-chart"]) {
      assert.ok(await page.evaluate(isDrawn, chart), `${chart} is drawn`);
    }
    assert.ok((await page.locator("#quality-panels .panel").count()) === 2);
    assert.ok((await page.locator("#failure-panel tbody tr").count()) > 0);
    assert.match(await page.locator("#study-file").innerText(), /preset: gpt2-paper/);
    await checkFrontierLine(page, false);
    await checkHover(page);
    await checkAxes(page);
    await checkTable(page);
    await checkDownloads(page);
  },

  async phone(page) {
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the screen");
    assert.ok(await page.evaluate(isDrawn, "#device-charts .chart"));
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.ok(background.match(/\d+/g).every(part => Number(part) < 60), `the dark scheme is dark: ${background}`);
  },

  async trained(page) {
    await checkTrainedCharts(page);
    const [many, few] = await page.evaluate(() => JSON.parse(document.getElementById("report-data").textContent).training_recipes);
    assert.ok(many.trained_count > few.trained_count && few.trained_count >= 2);
    assert.equal(await correlation(page), `${many.proxy_correlation.toFixed(2)}, n = ${many.trained_count}`);
    assert.deepEqual(await page.locator("#trained-legend li").allInnerTexts(), ["pi4-kitchen", "office-i7"]);

    await page.uncheck("#frontier-only");
    await page.click("#candidate-table th button:has-text('Perplexity')");
    const shown = async () => (await column(page, "Perplexity")).filter(Boolean).map(Number);
    const before = await shown();
    assert.ok(before.length >= many.trained_count && isSorted(before, 1), "the untrained ones come last");

    const chart = page.locator("#trained-charts .chart").first();
    const picture = await chart.screenshot();
    await page.selectOption("#recipe", "1");
    assert.equal(await correlation(page), `${few.proxy_correlation.toFixed(2)}, n = ${few.trained_count}`);
    assert.match(await page.locator("#trained-note").innerText(), /4,000 steps/);
    const after = await shown();
    assert.ok(after.length < before.length && isSorted(after, 1));
    assert.ok(!picture.equals(await chart.screenshot()), "another recipe draws another picture");

    const place = await page.evaluate(placeOf, ["#trained-charts .chart", "pi4-kitchen", 0]);
    await page.mouse.move(place.x, place.y, { steps: 4 });
    await page.locator("#trained-charts .tip").first().waitFor();
    assert.match(await page.locator("#trained-charts .tip").first().innerText(), /Perplexity\s+[\d.]+ per token/);
    await page.mouse.click(place.x, place.y);
    await page.locator("#details[open]").waitFor();
    const facts = await page.locator("#details-body dl").innerText();
    assert.match(facts, /Trained\s+perplexity [\d.]+ per token, [\d.]+ per word; [\d.]+ bits per byte; 4,000 steps, .* tokens, .*; training tr_1/);
    await page.keyboard.press("Escape");
    await checkDownloads(page);
  },

  async few(page) {
    await checkTrainedCharts(page);
    assert.match(await page.locator("#trained-correlation").innerText(), /n\s=\s3\. So few say little\.$/);
    assert.equal(await page.locator("#recipe-choice").isVisible(), false, "one recipe is no choice");
    assert.equal(await page.locator("#trained-legend").isVisible(), false, "one device needs no legend");
  },

  async unmeasured(page) {
    assert.match(await page.locator("#trained-correlation").innerText(), /: 1\.00, n\s=\s2\./);
    assert.match(await page.locator("#trained-note").innerText(), /2 of them without a measurement/);
    assert.equal(await page.locator("canvas").count(), 0);
    assert.deepEqual((await column(page, "Perplexity")).sort(), ["45.0", "50.0"]);
    await page.click("#candidate-table tbody tr:nth-child(1) button");
    assert.match(await page.locator("#details-body").innerText(), /training tr_1/);
  },

  async single(page) {
    assert.equal(await page.locator("#trained").isVisible(), false);
    assert.equal(await page.locator("#trained-link").isVisible(), false);
    assert.ok(!(await page.locator("#candidate-table th").allInnerTexts()).some(title => title.includes("Perplexity")));
    assert.ok(await page.evaluate(isDrawn, "#device-charts .chart"));
    assert.equal(await page.locator("#comparison").isVisible(), false);
    assert.match(await page.locator("#progress-panel").innerText(), /No hypervolume yet/);
    for (const metric of ["total_parameters", "model_mib", "peak_memory_mib"]) {
      await page.selectOption("#axis-x", metric);
      await page.selectOption("#scale-x", "log");
      assert.ok(await page.evaluate(isDrawn, "#device-charts .chart"));
    }
  },

  async empty(page) {
    assert.match(await page.locator("#nothing-measured").innerText(), /Nothing has been measured/);
    assert.equal(await page.locator("canvas").count(), 0);
    assert.match(await page.locator("#failure-panel").innerText(), /No candidate failed/);
  },

  async hostile(page) {
    assert.match(await page.locator("h1").innerText(), /<script>window\.pwned=1<\/script><img src=x/);
    assert.match(await page.locator("#study-file").innerText(), /\{\{data\}\}$/);
    await page.uncheck("#frontier-only");
    await page.click("#candidate-table tbody tr:nth-child(2) button");
    assert.match(await page.locator("#details-body").innerText(), /onerror=/);
    await page.keyboard.press("Escape");
    for (const [chart, series] of [["#device-charts .chart", "On the frontier"], ["#trained-charts .chart", HOSTILE]]) {
      const place = await page.evaluate(placeOf, [chart, series, 0]);
      await page.mouse.move(place.x, place.y, { steps: 4 });
      await page.locator(chart.replace(".chart", ".tip")).first().waitFor();
    }
    await page.selectOption("#recipe", "1");
    await page.click("#candidate-table tbody tr:nth-child(1) button");
    assert.ok((await page.locator("#details-body").innerText()).includes(`training ${HOSTILE}, recipe`));
    assert.ok((await page.locator("#recipe").innerText()).includes(HOSTILE.slice(0, 12)));
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.match(await page.locator("#commands").innerText(), /watch '<\/script>/, "a name is quoted for the shell");
  },
};

async function main() {
  const screen = scenario === "phone" ? PHONE : DESKTOP;
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: FLAGS, offline: true, ...screen });
  try {
    const page = context.pages()[0] ?? await context.newPage();
    const complaints = [];
    page.on("console", message => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
    page.on("pageerror", error => complaints.push(error.stack));
    page.on("request", request => { if (!/^(file|data|blob):/.test(request.url())) complaints.push(`request to ${request.url()}`); });
    page.on("dialog", dialog => { complaints.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
    await page.goto(pathToFileURL(file).href);
    await page.locator("html[data-ready]").waitFor({ state: "attached" });
    await scenarios[scenario](page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close(); // the profile lies in the test's folder, which the test removes
  }
}

main().catch(error => {
  console.error(error.stack);
  process.exit(1);
});
