// The charts: what to draw is decided in *Option functions, which return plain data; the rest hands it to the chart library.

const axes = { x: "latency_ms", y: "decoder_parameters", scaleX: "value", scaleY: "value" };
const drawn = []; // { chart, option } of every chart on the page

const ROOM = 0.04; // around the points of a linear axis, as a share of their range
const FEWEST_TICKS = 3; // of a logarithmic axis
const UNLIKE_RATIO = 3; // between the medians of two devices, from which only a logarithmic axis shows both

/** 1, 2, 5, 10, 20 … within bounds; every multiple of a power of ten where those would be too few. */
function logTicks(low, high) {
  const powers = Array.from({ length: 40 }, (_, i) => 10 ** (i - 10));
  const within = multiples => powers.flatMap(power => multiples.map(m => m * power)).filter(tick => tick >= low && tick <= high);
  const few = within([1, 2, 5]);
  return few.length >= FEWEST_TICKS ? few : within([1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

/** An axis for a metric. */
function axisOption(metric, scale, values, vertical) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const margin = (high - low || high || 1) * ROOM;
  const linear = scale === "value";
  const [min, max] = linear ? [Math.max(0, low - margin), high + margin] : [low / 1.1, high * 1.1];
  const ticks = linear ? {} : { customValues: logTicks(min, max) };
  const labels = linear ? { showMinLabel: false, showMaxLabel: false } : ticks; // a linear axis begins and ends at odd numbers
  return {
    type: scale,
    min,
    max,
    name: metric.label,
    nameLocation: vertical ? "end" : "middle",
    nameGap: vertical ? 14 : 28,
    nameTextStyle: { color: color("muted"), align: vertical ? "left" : "center" },
    axisLabel: { ...labels, color: color("muted"), formatter: metric.format, hideOverlap: true },
    axisLine: { lineStyle: { color: color("line") } },
    axisTick: { ...ticks, show: false },
    splitLine: { lineStyle: { color: color("line"), opacity: 0.7 } },
  };
}

function tooltipOption(formatter) {
  return {
    trigger: "item",
    confine: true,
    backgroundColor: color("surface"),
    borderColor: color("line"),
    extraCssText: "white-space: normal; box-shadow: 0 4px 16px rgb(0 0 0 / .18);",
    formatter,
  };
}

function baseOption(x, y, list) {
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 12, right: 20, top: 36, bottom: 30, containLabel: true },
    xAxis: axisOption(x, axes.scaleX, list.map(x.value), false),
    yAxis: axisOption(y, axes.scaleY, list.map(y.value), true),
    tooltip: tooltipOption(item => candidateOf(item) && candidateTip(candidateOf(item))),
  };
}

/** Points of one look. The chart library copies what it is given, so a point holds its candidate's position only. */
function scatterSeries(name, list, x, y, style) {
  return { name, type: "scatter", data: list.map(candidate => ({ value: [x.value(candidate), y.value(candidate)], position: candidate.position })), ...style };
}

/** The candidate of a chart's event or tooltip, if it is about one. */
function candidateOf(event) {
  return candidates[event.data?.position];
}

/** The best y for every x, as steps: what is reached at one x stays reachable on its worse side. */
function frontierSeries(target, x, y) {
  return {
    name: target.title,
    type: "line",
    step: x.better === "minimize" ? "end" : "start",
    data: frontierLine(target.candidates, x, y),
    showSymbol: false,
    silent: true,
    lineStyle: { color: color(seriesName(target)), width: 2 },
    z: 3,
  };
}

function frontierPoints(target, x, y) {
  const style = {
    symbol: symbolOf(target),
    symbolSize: 10,
    itemStyle: { color: color(seriesName(target)), borderColor: color("surface"), borderWidth: 1.5 },
    z: 5,
  };
  return scatterSeries("On the frontier", target.candidates.filter(c => c.measurement && c.on_frontier), x, y, style);
}

function deviceOption(target) {
  const x = metricOf(axes.x);
  const y = metricOf(axes.y);
  const list = target.candidates.filter(candidate => candidate.measurement);
  const others = list.filter(candidate => !candidate.on_frontier);
  const own = color(seriesName(target));
  return {
    ...baseOption(x, y, list),
    series: [
      scatterSeries("Dominated", others.filter(c => c.feasible && c.measurement.verdict === "trusted"), x, y,
        { symbol: "circle", symbolSize: 6, itemStyle: { color: own, opacity: 0.35 } }),
      scatterSeries("Dominated, latency in doubt", others.filter(c => c.feasible && c.measurement.verdict !== "trusted"), x, y,
        { symbol: "circle", symbolSize: 6, itemStyle: { color: "transparent", borderColor: own, borderWidth: 1.5, opacity: 0.7 } }),
      scatterSeries("Outside the constraints", others.filter(c => !c.feasible), x, y,
        { symbol: "path://M1 0L5 4L9 0L10 1L6 5L10 9L9 10L5 6L1 10L0 9L4 5L0 1Z", symbolSize: 7, itemStyle: { color: color("muted"), opacity: 0.6 } }),
      frontierSeries(target, x, y),
      frontierPoints(target, x, y),
      { id: "interval", type: "line", data: [], silent: true, symbol: "rect", symbolSize: 5, lineStyle: { color: color("text"), width: 1.5 }, itemStyle: { color: color("text") }, z: 6 },
    ],
  };
}

function comparisonOption() {
  const x = metricOf(axes.x);
  const y = metricOf(axes.y);
  const shown = targets.filter(target => target.candidates.some(c => c.measurement && c.feasible));
  const list = shown.flatMap(target => target.candidates.filter(c => c.measurement && (c.on_frontier)));
  return {
    ...baseOption(x, y, list.length > 0 ? list : measured),
    series: shown.flatMap(target => [frontierSeries(target, x, y), frontierPoints(target, x, y)]),
  };
}

function hypervolumeOption() {
  const shown = targets.filter(target => target.hypervolume_history.length > 0);
  const axis = { axisLabel: { color: color("muted") }, axisLine: { lineStyle: { color: color("line") } }, splitLine: { lineStyle: { color: color("line"), opacity: 0.7 } } };
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 12, right: 20, top: 36, bottom: 30, containLabel: true },
    xAxis: { ...axis, type: "value", min: 0, name: "Candidates measured or failed", nameLocation: "middle", nameGap: 28, nameTextStyle: { color: color("muted") } },
    yAxis: { ...axis, type: "value", scale: true, name: "Hypervolume", nameGap: 14, nameTextStyle: { color: color("muted"), align: "left" } },
    tooltip: { ...tooltipOption(hypervolumeTip), trigger: "axis" },
    series: shown.map(target => ({
      name: target.title,
      type: "line",
      step: "end",
      symbol: symbolOf(target),
      showSymbol: target.hypervolume_history.length < 60,
      symbolSize: 6,
      data: target.hypervolume_history.map(point => [point.settled_count, point.hypervolume]),
      lineStyle: { color: color(seriesName(target)), width: 2 },
      itemStyle: { color: color(seriesName(target)) },
    })),
  };
}

function hypervolumeTip(items) {
  const lines = items.map(item => element("div", {}, `${item.seriesName}: ${fixed(item.value[1], 4)}`));
  return element("div", { class: "tip" }, element("h4", {}, `After ${plural(items[0].value[0], "candidate")}`), lines);
}

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
  describeAxes();
}

/** The interval of the latency is drawn while the pointer is on a candidate. */
function showIntervals(chart) {
  chart.on("mouseover", { componentType: "series" }, event => {
    if (candidateOf(event)) chart.setOption({ series: [{ id: "interval", data: intervalEnds(candidateOf(event)) }] });
  });
  chart.on("mouseout", () => chart.setOption({ series: [{ id: "interval", data: [] }] }));
}

function intervalEnds(candidate) {
  if (axes.x !== "latency_ms" && axes.y !== "latency_ms") return [];
  const { low_ms: low, high_ms: high } = candidate.measurement.latency;
  const place = (key, latency) => key === "latency_ms" ? latency : metricOf(key).value(candidate);
  return [low, high].map(latency => [place(axes.x, latency), place(axes.y, latency)]);
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
  byId("axes-note").textContent = `Better is ${wish(x)} and ${wish(y)}. The line is the frontier of these two; the large points are on the study's `
    + `frontier of all ${objectives} objectives. Point at a candidate for its architecture, click it for everything known of it.`;
}

function legend(target) {
  const dot = attributes => svg("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, svg("circle", { cx: 6, cy: 6, r: 4, ...attributes }));
  const own = `var(--${seriesName(target)})`;
  const has = test => target.candidates.some(c => c.measurement && !c.on_frontier && test(c));
  const cross = svg("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, svg("path", { d: "M2 2L10 10M10 2L2 10", stroke: "var(--muted)", "stroke-width": 2 }));
  return element("ul", { class: "legend" },
    element("li", {}, swatch(target), "on the frontier"),
    has(c => c.feasible && c.measurement.verdict === "trusted") ? element("li", {}, dot({ fill: own, opacity: 0.45 }), "dominated") : null,
    has(c => c.feasible && c.measurement.verdict !== "trusted") ? element("li", {}, dot({ fill: "none", stroke: own, "stroke-width": 1.5 }), "dominated, latency in doubt") : null,
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
  byId("comparison-note").replaceChildren(...targets.flatMap(target => [swatch(target), element("span", { style: "margin-right: 18px" }, target.title)]),
    element("span", {}, sharedNote()));
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

/** Devices of very different speed share a picture only on a logarithmic axis. */
function chooseScale(key) {
  const medians = targets.map(target => quantile(target.candidates.filter(c => c.measurement).map(metricOf(axes[key]).value), 0.5)).filter(m => m > 0);
  return Math.max(...medians) > UNLIKE_RATIO * Math.min(...medians) ? "log" : "value";
}

function showCharts() {
  axes.scaleX = chooseScale("x");
  fillAxisChoice("axis-x", "x");
  fillAxisChoice("axis-y", "y");
  fillScaleChoice("scale-x", "scaleX");
  fillScaleChoice("scale-y", "scaleY");
  byId("swap-axes").addEventListener("click", swapAxes);
  byId("scale-x").value = axes.scaleX;
  describeAxes();
  targets.filter(target => target.candidates.some(c => c.measurement)).forEach(showDeviceChart);
  if (targets.length > 1) showComparison();
  if (targets.some(target => target.hypervolume_history.length > 0)) addChart(byId("hypervolume-chart"), hypervolumeOption);
  else byId("progress-panel").replaceChildren(element("p", { class: "muted" }, "No hypervolume yet: the first generation is not complete."));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawCharts);
}
