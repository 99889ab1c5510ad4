// What the charts show, decided as plain data for the chart library; nothing is drawn here.

const axes = { x: "latency_ms", y: "decoder_parameters", scaleX: "value", scaleY: "value" };

const ROOM = 0.04; // around the points of a linear axis, as a share of their range
const FEWEST_TICKS = 3; // of a logarithmic axis
const CROSS = "path://M1 0L5 4L9 0L10 1L6 5L10 9L9 10L5 6L1 10L0 9L4 5L0 1Z";

/** 1, 2, 5, 10, 20 … within bounds; every multiple of a power of ten where those would be too few. */
function logTicks(low, high) {
  const powers = Array.from({ length: 40 }, (_, i) => 10 ** (i - 10));
  const within = multiples => powers.flatMap(power => multiples.map(m => m * power)).filter(tick => tick >= low && tick <= high);
  const few = within([1, 2, 5]);
  return few.length >= FEWEST_TICKS ? few : within([1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

/** What all axes have in common; the name of a vertical one lies above it. */
function axisLook(name, vertical) {
  return {
    type: "value",
    name,
    nameLocation: vertical ? "end" : "middle",
    nameGap: vertical ? 14 : 28,
    nameTextStyle: { color: color("muted"), align: vertical ? "left" : "center" },
    axisLabel: { color: color("muted") },
    axisLine: { lineStyle: { color: color("line") } },
    splitLine: { lineStyle: { color: color("line"), opacity: 0.7 } },
  };
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
    ...axisLook(metric.label, vertical),
    type: scale,
    min,
    max,
    axisLabel: { ...labels, color: color("muted"), formatter: metric.format, hideOverlap: true },
    axisTick: { ...ticks, show: false },
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

/** What all charts have in common. */
function chartLook() {
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 12, right: 20, top: 36, bottom: 30, containLabel: true },
  };
}

function baseOption(x, y, list) {
  return {
    ...chartLook(),
    xAxis: axisOption(x, axes.scaleX, list.map(x.value), false),
    yAxis: axisOption(y, axes.scaleY, list.map(y.value), true),
    tooltip: tooltipOption(item => candidateOf(item) && candidateTip(candidateOf(item))),
  };
}

/** Points of one look. The chart library copies what it is given, so a point holds its candidate's position only. */
function scatterSeries(name, list, x, y, style) {
  const point = candidate => ({ value: [x.value(candidate), y.value(candidate)], position: candidate.position });
  return { name, type: "scatter", data: list.map(point), ...style };
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

/** Empty until the pointer is on a candidate. */
function intervalSeries() {
  const ink = color("text");
  return {
    id: "interval", type: "line", data: [], silent: true, symbol: "rect", symbolSize: 5, z: 6,
    lineStyle: { color: ink, width: 1.5 }, itemStyle: { color: ink },
  };
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
        { symbol: CROSS, symbolSize: 7, itemStyle: { color: color("muted"), opacity: 0.6 } }),
      frontierSeries(target, x, y),
      frontierPoints(target, x, y),
      intervalSeries(),
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
  return {
    ...chartLook(),
    xAxis: { ...axisLook("Candidates measured or failed", false), min: 0 },
    yAxis: { ...axisLook("Hypervolume", true), scale: true },
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

/** The ends of a latency's interval as points of the chart. */
function intervalEnds(candidate) {
  if (axes.x !== "latency_ms" && axes.y !== "latency_ms") return [];
  const { low_ms: low, high_ms: high } = candidate.measurement.latency;
  const place = (key, latency) => key === "latency_ms" ? latency : metricOf(key).value(candidate);
  return [low, high].map(latency => [place(axes.x, latency), place(axes.y, latency)]);
}
