// Draws the charts and lets the reader choose axes.

const drawn = []; // { chart, option } of every chart on the page
const UNLIKE_RATIO = 3; // between the medians of two devices, from which only a logarithmic axis shows both

/** Draws a chart that follows its box, and is drawn again when axes or colour scheme change. */
function addChart(box, option) {
  const chart = echarts.init(box, null, { renderer: "canvas" });
  chart.setOption(option());
  new ResizeObserver(() => chart.resize()).observe(box);
  drawn.push({ chart, option });
  return chart;
}

function redrawCharts() {
  for (const { chart, option } of drawn) chart.setOption(option(), { notMerge: true });
}

/** The interval of the latency is drawn while the pointer is on a candidate. */
function showIntervals(chart) {
  chart.on("mouseover", { componentType: "series" }, event => {
    if (candidateOf(event)) chart.setOption({ series: [{ id: "interval", data: intervalEnds(candidateOf(event)) }] });
  });
  chart.on("mouseout", () => chart.setOption({ series: [{ id: "interval", data: [] }] }));
}

function openDetailsOnClick(chart) {
  chart.on("click", event => {
    if (candidateOf(event)) showDetails(candidateOf(event));
  });
}

function fillAxisChoice(id, key) {
  const choice = byId(id);
  choice.append(...METRICS.map(metric => element("option", { value: metric.key, selected: metric.key === axes[key] }, metric.label)));
  choice.addEventListener("change", () => {
    const other = key === "x" ? "y" : "x";
    if (choice.value === axes[other]) axes[other] = axes[key];
    axes[key] = choice.value;
    showAxes();
  });
}

function fillScaleChoice(id, key) {
  byId(id).addEventListener("change", event => {
    axes[key] = event.target.value;
    showAxes();
  });
}

function showAxes() {
  byId("axis-x").value = axes.x;
  byId("axis-y").value = axes.y;
  byId("scale-x").value = axes.scaleX;
  byId("scale-y").value = axes.scaleY;
  redrawCharts();
  describeAxes();
}

function swapAxes() {
  [axes.x, axes.y, axes.scaleX, axes.scaleY] = [axes.y, axes.x, axes.scaleY, axes.scaleX];
  showAxes();
}

function describeAxes() {
  const x = metricOf(axes.x);
  const y = metricOf(axes.y);
  const wish = metric => `${metric.better === "maximize" ? "more" : "less"} ${metric.label.toLowerCase().split(",")[0]}`;
  const objectives = report.study.objectives.length;
  byId("axes-note").textContent = `Better is ${wish(x)} and ${wish(y)}. The line is the frontier of these two; the large points are on `
    + `the study's frontier, which has ${plural(objectives, "objective")}. Point at a candidate for its architecture, click it for the rest.`;
}

function legend(target) {
  const icon = shape => svg("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, shape);
  const dot = attributes => icon(svg("circle", { cx: 6, cy: 6, r: 4, ...attributes }));
  const own = `var(--${seriesName(target)})`;
  const has = test => target.candidates.some(c => c.measurement && !c.on_frontier && test(c));
  const cross = icon(svg("path", { d: "M2 2L10 10M10 2L2 10", stroke: "var(--muted)", "stroke-width": 2 }));
  const ring = dot({ fill: "none", stroke: own, "stroke-width": 1.5 });
  return element("ul", { class: "legend" },
    element("li", {}, swatch(target), "on the frontier"),
    has(c => c.feasible && c.measurement.verdict === "trusted") ? element("li", {}, dot({ fill: own, opacity: 0.45 }), "dominated") : null,
    has(c => c.feasible && c.measurement.verdict !== "trusted") ? element("li", {}, ring, "dominated, latency in doubt") : null,
    has(c => !c.feasible) ? element("li", {}, cross, "outside the constraints") : null);
}

function showDeviceChart(target) {
  const box = element("div", { class: "chart", role: "img", "aria-label": `Candidates measured on ${target.title}` });
  byId("device-charts").append(element("div", { class: "panel" }, element("h3", {}, swatch(target), target.title), legend(target), box));
  const chart = addChart(box, () => deviceOption(target));
  showIntervals(chart);
  openDetailsOnClick(chart);
}

function showComparison() {
  byId("comparison").hidden = false;
  const note = byId("comparison-note");
  note.textContent = sharedNote();
  note.before(element("ul", { class: "legend" }, targets.map(target => element("li", {}, swatch(target), target.title))));
  const chart = addChart(byId("comparison-chart"), comparisonOption);
  openDetailsOnClick(chart);
}

/** How many architectures are on more than one frontier: few means that one model does not fit all. */
function sharedNote() {
  const frontiers = targets.map(target => target.candidates.filter(c => c.on_frontier).map(c => c.architecture_id));
  const all = frontiers.flat();
  const shared = distinct(all).filter(id => frontiers.filter(frontier => frontier.includes(id)).length > 1);
  return `${fixed(shared.length, 0)} of ${plural(distinct(all).length, "architecture")} are on more than one frontier.`;
}

/** Charts are pictures, so those of a dark screen must be drawn anew for paper. */
function showForPrint(printing) {
  document.documentElement.toggleAttribute("data-printing", printing);
  redrawCharts();
}

function showProgress() {
  if (targets.some(target => target.hypervolume_history.length > 0)) {
    addChart(byId("hypervolume-chart"), hypervolumeOption);
  } else {
    const why = "No hypervolume yet: the first generation is not complete, or nothing in it is feasible.";
    byId("progress-panel").replaceChildren(element("p", { class: "muted" }, why));
  }
}

/** Devices of very different speed share a picture only on a logarithmic axis. */
function chooseScale(metric, list) {
  const medians = targets
    .map(target => quantile(list.filter(candidate => candidate.target === target).map(metric.value), 0.5))
    .filter(median => median > 0);
  return Math.max(...medians) > UNLIKE_RATIO * Math.min(...medians) ? "log" : "value";
}

function showCharts() {
  axes.scaleX = chooseScale(metricOf(axes.x), measured);
  fillAxisChoice("axis-x", "x");
  fillAxisChoice("axis-y", "y");
  fillScaleChoice("scale-x", "scaleX");
  fillScaleChoice("scale-y", "scaleY");
  byId("swap-axes").addEventListener("click", swapAxes);
  byId("scale-x").value = axes.scaleX;
  describeAxes();
  targets.filter(target => target.candidates.some(c => c.measurement)).forEach(showDeviceChart);
  if (targets.length > 1) showComparison();
  showProgress();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawCharts);
  addEventListener("beforeprint", () => showForPrint(true));
  addEventListener("afterprint", () => showForPrint(false));
}
