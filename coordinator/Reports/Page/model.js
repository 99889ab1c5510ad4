// The report's data, read once, and what follows from them without drawing anything.

const report = JSON.parse(byId("report-data").textContent);

const page = JSON.parse(byId("report-metrics").textContent);

/** Numbers that a candidate can have. `better` is the usual direction; the study's objectives override it. */
const METRICS = page.metrics.map((metric, number) => ({
  key: metric.name,
  label: metric.label,
  better: metric.better,
  format: metric.format === "count" ? count : significant,
  value: candidate => candidate.values[number] ?? undefined,
}));

/** What architectures are made of, and what each of their layers has. */
const dimensions = page.dimensions;
const layerDimensions = dimensions.filter(dimension => dimension.per_layer);

for (const objective of report.study.objectives) {
  const metric = METRICS.find(m => m.key === objective.metric);
  if (metric) metric.better = objective.direction;
}

const targets = report.targets.map((target, number) => ({
  ...target,
  number,
  candidates: target.candidates.map((candidate, i) => ({ ...withLayers(candidate), values: page.values[number][i] })),
}));
for (const target of targets) {
  for (const candidate of target.candidates) candidate.target = target;
}

const candidates = targets.flatMap(target => target.candidates);
candidates.forEach((candidate, position) => { candidate.position = position; });
const measured = candidates.filter(candidate => candidate.measurement);

/** What a layer's bar is as wide as: its first number. */
const widthDimension = layerDimensions.find(dimension => dimension.number);
const layerWidth = layer => widthDimension && layer[widthDimension.name] || 1;
const widestLayer = Math.max(1, ...candidates.flatMap(candidate => candidate.layers.map(layerWidth)));

/** Architectures say one value for all layers or a list; the page wants a value of each dimension in every layer. */
function withLayers(candidate) {
  const layers = Array.from({ length: candidate.architecture.n_layer }, (_, i) => Object.fromEntries(layerDimensions.map(({ name }) => {
    const value = candidate.architecture[name];
    return [name, Array.isArray(value) ? value[i] : value];
  })));
  return { ...candidate, layers };
}

function metricOf(key) {
  return METRICS.find(metric => metric.key === key);
}

/** Whether a is at least as good as b. */
function notWorse(metric, a, b) {
  return metric.better === "maximize" ? a >= b : a <= b;
}

/**
 * The frontier of just two metrics: points [x, y] by ascending x, without points that another one beats or equals in both.
 * The study's own frontier has all its objectives, so it may hold more candidates than this line.
 */
function frontierLine(list, x, y) {
  const points = list.filter(c => c.measurement && c.feasible).map(c => [x.value(c), y.value(c)]);
  const sign = metric => metric.better === "maximize" ? -1 : 1;
  points.sort((a, b) => sign(x) * (a[0] - b[0]) || sign(y) * (a[1] - b[1])); // the best x first
  const line = [];
  for (const point of points) {
    const best = line.at(-1);
    if (!best || !notWorse(y, best[1], point[1])) line.push(point);
  }
  return x.better === "maximize" ? line.reverse() : line;
}

/** Half of the latency's 95 % interval as a share of the latency. */
function relativeMargin(candidate) {
  const { low_ms: low, high_ms: high, latency_ms: middle } = candidate.measurement.latency;
  return middle > 0 ? (high - low) / 2 / middle : 0;
}

/** One value when all layers agree; else their range, or their names. */
function layerRange(candidate, dimension) {
  const values = candidate.layers.map(layer => layer[dimension.name]);
  return dimension.number ? range(values, value => String(value)) : [...new Set(values)].join(" ");
}

/** A layer's value with what it counts, as in "4 heads"; a name is said as it is. */
function layerValue(layer, dimension) {
  const value = layer[dimension.name];
  return dimension.number && dimension !== widthDimension ? plural(value, dimension.label.replace(/s$/, "")) : String(value);
}

function shape(candidate) {
  return `${plural(candidate.layers.length, "layer")} × ${candidate.architecture.d_model}`;
}
