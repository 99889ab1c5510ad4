// The table of candidates, and the dialog with everything known of one.

const PAGE_SIZE = 25;
const view = { column: 4, descending: false, page: 0 };

const latency = metricOf("latency_ms");
const peakMemory = metricOf("peak_memory_mib");

/** Title, what to sort by, and what to show where that differs. */
const COLUMNS = [
  { title: "Architecture", value: c => c.architecture_id, cell: c => [idButton(c), c.on_frontier ? star() : null] },
  { title: "Device", value: c => c.device_name || c.target.title },
  { title: "Decoder", number: true, value: c => c.decoder_parameters, cell: c => count(c.decoder_parameters) },
  { title: "Total", number: true, value: c => c.total_parameters, cell: c => count(c.total_parameters) },
  { title: "Latency, ms", number: true, value: latency.value, cell: c => c.measurement ? significant(latency.value(c)) : "" },
  { title: "±", number: true, value: c => c.measurement && relativeMargin(c), cell: c => c.measurement ? percent(relativeMargin(c)) : "" },
  { title: "Peak, MiB", number: true, value: peakMemory.value, cell: c => c.measurement ? significant(peakMemory.value(c)) : "" },
  { title: "Verdict", value: outcome, cell: c => element("span", { class: `pill ${outcome(c)}` }, words(outcome(c))) },
  ...dimensions.map(dimension => dimension.per_layer
    ? { title: dimension.title, value: c => c.layers[0][dimension.name], cell: c => layerRange(c, dimension) }
    : { title: dimension.title, number: dimension.number, value: c => c.architecture[dimension.name] }),
  { title: "Generation", number: true, value: c => c.generation },
  { title: "Origin", value: c => c.origin, cell: c => words(c.origin) },
  { title: "#", number: true, value: c => c.index },
];

if (recipes.length > 0) {
  COLUMNS.splice(7, 0, {
    title: "Perplexity", number: true, value: perplexityOf, cell: c => trainingOf(c) ? significant(perplexityOf(c)) : "",
  });
}

function star() {
  return element("span", { class: "star", title: "on the frontier" }, " ★");
}

/** The verdict of a measured candidate, the state of any other. */
function outcome(candidate) {
  return candidate.measurement?.verdict ?? candidate.state;
}

function idButton(candidate) {
  const button = element("button", { type: "button", class: "link" }, candidate.architecture_id);
  button.addEventListener("click", () => showDetails(candidate));
  return button;
}

/** Candidates without a value come last, whatever the direction; equal ones keep the order of proposal. */
function compare(column, descending) {
  return (a, b) => {
    const [left, right] = [column.value(a), column.value(b)];
    const [noLeft, noRight] = [left === undefined || left === null, right === undefined || right === null];
    if (noLeft || noRight) return noLeft - noRight;
    const order = typeof left === "string" ? left.localeCompare(right) : left - right;
    return (descending ? -order : order) || a.index - b.index;
  };
}

function searchText(candidate) {
  return [candidate.architecture_id, candidate.device_name, candidate.target.title, outcome(candidate), candidate.state, candidate.origin,
    shape(candidate), candidate.failure?.kind ?? ""].join(" ").toLowerCase();
}

function shownCandidates() {
  const wanted = byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  const device = byId("device-filter").value;
  const frontierOnly = byId("frontier-only").checked;
  return candidates
    .filter(c => (!frontierOnly || c.on_frontier) && (device === "" || c.target.number === Number(device)))
    .filter(c => wanted.length === 0 || wanted.every(word => searchText(c).includes(word)))
    .sort(compare(COLUMNS[view.column], view.descending));
}

function headerCell(column, number) {
  const sorted = number === view.column;
  const arrow = element("span", { class: "arrow", "aria-hidden": "true" }, sorted ? (view.descending ? "▼" : "▲") : "");
  const button = element("button", { type: "button" }, column.title, " ", arrow);
  button.addEventListener("click", () => sortBy(number));
  const order = sorted ? (view.descending ? "descending" : "ascending") : "none";
  return element("th", { scope: "col", class: column.number ? "number" : null, "aria-sort": order }, button);
}

function sortBy(number) {
  view.descending = number === view.column ? !view.descending : false;
  view.column = number;
  view.page = 0;
  showTable();
  byId("candidate-table").querySelectorAll("th button")[number].focus();
}

function row(candidate) {
  const content = column => column.cell ? column.cell(candidate) : String(column.value(candidate));
  return element("tr", {}, COLUMNS.map(column => element("td", { class: column.number ? "number" : null }, content(column))));
}

function showTable() {
  const shown = shownCandidates();
  const pages = Math.max(1, Math.ceil(shown.length / PAGE_SIZE));
  view.page = Math.min(view.page, pages - 1);
  const start = view.page * PAGE_SIZE;
  const table = byId("candidate-table");
  table.tHead.replaceChildren(element("tr", {}, COLUMNS.map(headerCell)));
  table.tBodies[0].replaceChildren(...shown.slice(start, start + PAGE_SIZE).map(row));
  byId("table-count").textContent = shown.length === 0
    ? `None of ${plural(candidates.length, "candidate")} matches.`
    : `${fixed(shown.length, 0)} of ${plural(candidates.length, "candidate")}. ★ marks the frontier. Choose one to see all that is known.`;
  byId("pager").hidden = pages === 1;
  byId("page-label").textContent = `Page ${view.page + 1} of ${pages}`;
  byId("page-back").disabled = view.page === 0;
  byId("page-on").disabled = view.page === pages - 1;
}

function turnPage(step) {
  view.page += step;
  showTable();
}

function startTable() {
  const devices = targets.map(target => element("option", { value: target.number }, target.title));
  byId("device-filter").append(element("option", { value: "" }, "all"), ...devices);
  byId("device-filter-label").hidden = targets.length < 2;
  byId("frontier-only").checked = candidates.some(c => c.on_frontier);
  for (const id of ["filter", "device-filter", "frontier-only"]) {
    byId(id).addEventListener("input", () => { view.page = 0; showTable(); });
  }
  byId("page-back").addEventListener("click", () => turnPage(-1));
  byId("page-on").addEventListener("click", () => turnPage(1));
  byId("download-csv").addEventListener("click", () =>
    download(fileName(report.study.name, ".csv"), "text/csv", JSON.parse(byId("report-csv").textContent)));
  byId("details-close").addEventListener("click", () => byId("details").close());
  showTable();
}

function latencyFacts({ latency }) {
  const raw = [["median", latency.p50_ms], ["90th percentile", latency.p90_ms], ["smallest", latency.min_ms]];
  return [
    ["Latency", `${significant(latency.latency_ms)} ms, 95 % interval ${significant(latency.low_ms)} – ${significant(latency.high_ms)} ms`],
    ["Raw samples", raw.map(([name, value]) => `${name} ${significant(value)} ms`).join(", ")],
    ["Rounds", fixed(latency.rounds, 0)],
    ["Ratio", `${significant(latency.ratio)} to a reference of ${significant(latency.reference_ms)} ms`],
  ];
}

function memoryFacts({ memory }) {
  const mib = bytes => significant(bytes / MIB) + " MiB";
  return [
    ["Peak memory", `${mib(memory.peak_bytes)} (${mib(memory.peak_net_bytes)} above a process that only loaded ONNX Runtime)`],
    ["While loading", mib(memory.session_peak_bytes)],
    ["Anonymous", memory.anonymous_bytes ? mib(memory.anonymous_bytes) : ""],
    ["Arena", memory.arena_peak_bytes ? mib(memory.arena_peak_bytes) : ""],
  ];
}

/** A device that could not tell the time leaves it at the year 1. */
function isKnown(time) {
  return !time.startsWith("0001");
}

function contextFacts(context) {
  const change = (start, end, unit) => end ? `${significant(start)} → ${significant(end)} ${unit}` : "";
  const took = new Date(context.end_time) - new Date(context.start_time);
  const runtime = `ONNX Runtime ${context.onnxruntime_version}, ${context.provider}, ${plural(context.threads, "thread")}`;
  return [
    ["Measured", isKnown(context.start_time) ? `${moment(context.start_time)}, ${duration(took)}` : ""],
    ["CPU", [context.cpu_model, context.cpu_governor].filter(Boolean).join(", governor ")],
    ["Frequency", change(context.cpu_mhz_start, context.cpu_mhz_end, "MHz")],
    ["Temperature", change(context.temperature_start_celsius, context.temperature_end_celsius, "°C")],
    ["Load average", context.cpu_model ? `${significant(context.load_average_start)} → ${significant(context.load_average_end)}` : ""],
    ["Runtime", context.onnxruntime_version ? runtime : ""],
    ["Agent", context.agent_version],
  ];
}

function originText(candidate) {
  const parents = candidate.parent_architecture_ids.join(", ");
  return `#${candidate.index}, generation ${candidate.generation}, ${words(candidate.origin)}${parents ? " of " + parents : ""}`;
}

function resultText(candidate) {
  const place = candidate.on_frontier ? ", on the frontier" : "";
  return words(outcome(candidate)) + place + (candidate.measurement && !candidate.feasible ? ", outside the constraints" : "");
}

function showDetails(candidate) {
  const facts = [
    ["Shape", [shape(candidate), ...layerDimensions.map(d => `${d.label} ${layerRange(candidate, d)}`)].join(", ")],
    ["Parameters", `${fixed(candidate.decoder_parameters, 0)} decoder + ${fixed(candidate.embedding_parameters, 0)} embedding`],
    ["Proposed", originText(candidate)],
    ["Device", `${candidate.device_name || candidate.target.title}, ${plural(candidate.attempt_count, "attempt")}`],
    ["Result", resultText(candidate)],
    ...(candidate.measurement ? [...latencyFacts(candidate.measurement), ...memoryFacts(candidate.measurement)] : []),
    ...trainingFacts(candidate),
    ...(candidate.failure ? [["Failure", `${words(candidate.failure.kind)}: ${candidate.failure.message}`]] : []),
    ...(candidate.context ? contextFacts(candidate.context) : []),
  ];
  byId("details-title").textContent = candidate.architecture_id;
  byId("details-body").replaceChildren(
    layerPicture(candidate),
    element("dl", { class: "facts" }, definitions(facts)),
    element("h4", {}, "Architecture file"),
    element("pre", { class: "wrap" }, JSON.stringify(candidate.architecture)));
  byId("details").showModal();
}
