// How far the numbers can be trusted, and what could not be measured.

const VERDICTS = ["trusted", "noisy", "throttled", "timed_out"];
const DOUBTFUL_SHARE = 0.1;

/** What devices of one class have in common; otherwise their numbers are not comparable. */
const MUST_AGREE = [
  ["ONNX Runtime versions", context => context.onnxruntime_version],
  ["thread counts", context => context.threads],
  ["providers", context => context.provider],
  ["reference graphs", context => context.reference_graph_sha256],
  ["device fingerprints", context => context.device_fingerprint],
];

function verdictBar(list) {
  const counts = VERDICTS
    .map(verdict => [verdict, list.filter(c => c.measurement.verdict === verdict).length])
    .filter(([, number]) => number > 0);
  const bar = element("div", { class: "verdicts", role: "img", "aria-label": counts.map(([v, n]) => `${n} ${words(v)}`).join(", ") },
    counts.map(([verdict, number]) => element("span", { class: `verdict-${verdict}`, style: `flex: ${number}` })));
  const sample = verdict => element("span", { class: `verdict-key verdict-${verdict}` });
  const key = element("ul", { class: "legend" },
    counts.map(([verdict, number]) => element("li", {}, sample(verdict), `${fixed(number, 0)} ${words(verdict)}`)));
  return [bar, key];
}

function spread(list, value, format) {
  const numbers = list.map(value);
  return `median ${format(quantile(numbers, 0.5))}, 90 % below ${format(quantile(numbers, 0.9))}, largest ${format(Math.max(...numbers))}`;
}

function sameEverywhere(list, value) {
  return distinct(list.map(c => value(c.context))).filter(text => text !== "" && text !== 0).join("; ");
}

function readings(list, start, end, unit) {
  const numbers = list.flatMap(c => [c.context[start], c.context[end]]).filter(number => number > 0);
  return numbers.length > 0 ? `${range(numbers, significant)}${unit}` : "not readable on this device";
}

function qualityFacts(list) {
  const asked = report.study.plan.relative_margin;
  return [
    ["Interval, ±", `${spread(list, relativeMargin, percent)} (asked: ${percent(asked)})`],
    ["Rounds", spread(list, c => c.measurement.latency.rounds, number => fixed(number, 0))],
    ["Running", spread(list, c => c.context.run_ms, duration)],
    ["Creating sessions", spread(list, c => c.context.session_create_ms, duration)],
    ["Overhead", spread(list, c => c.context.overhead_ms, duration)],
    ["Device time", duration(sum(list.map(c => c.context.run_ms + c.context.session_create_ms + c.context.overhead_ms)))],
  ];
}

function circumstances(list) {
  return [
    ["CPU", sameEverywhere(list, x => x.cpu_model)],
    ["Governor", sameEverywhere(list, x => x.cpu_governor) || "not readable on this device"],
    ["Frequency", readings(list, "cpu_mhz_start", "cpu_mhz_end", " MHz")],
    ["Temperature", readings(list, "temperature_start_celsius", "temperature_end_celsius", " °C")],
    ["Load average", readings(list, "load_average_start", "load_average_end", "")],
    ["ONNX Runtime", sameEverywhere(list, x => x.onnxruntime_version)],
    ["Provider", sameEverywhere(list, x => x.provider)],
    ["Threads", sameEverywhere(list, x => x.threads)],
    ["Reference", `${range(list.map(c => c.measurement.latency.reference_ms), significant)} ms`],
    ["Reference graph", sameEverywhere(list, x => x.reference_graph_sha256.slice(0, 12))],
    ["Agent", sameEverywhere(list, x => x.agent_version)],
    ["Fingerprint", sameEverywhere(list, x => x.device_fingerprint.slice(0, 12))],
  ];
}

/** What makes numbers of one device class hard to compare. */
function doubts(list) {
  const found = [];
  const doubtful = list.filter(c => c.measurement.verdict !== "trusted").length;
  if (doubtful > DOUBTFUL_SHARE * list.length) found.push(`${doubtful} of ${list.length} latencies did not reach the margin asked for.`);
  for (const [name, value] of MUST_AGREE) {
    const values = distinct(list.map(c => value(c.context)));
    if (values.length > 1) found.push(`${values.length} different ${name} were used.`);
  }
  return found;
}

function qualityPanel(target) {
  const list = target.candidates.filter(candidate => candidate.measurement && candidate.context);
  const title = element("h3", {}, swatch(target), target.title);
  if (list.length === 0) return element("div", { class: "panel" }, title, element("p", { class: "muted" }, "Nothing was measured."));
  return element("div", { class: "panel" },
    title,
    verdictBar(list),
    doubts(list).map(text => element("p", { class: "notice" }, text)),
    element("dl", { class: "facts" }, definitions(qualityFacts(list)), definitions(circumstances(list))));
}

function failureRow(candidate) {
  const button = idButton(candidate);
  const exit = candidate.failure.exit_code === undefined ? "" : String(candidate.failure.exit_code);
  return element("tr", {},
    element("td", {}, button),
    element("td", {}, candidate.device_name || candidate.target.title),
    element("td", {}, words(candidate.failure.kind)),
    element("td", { class: "number" }, String(candidate.attempt_count)),
    element("td", { class: "number" }, exit),
    element("td", { class: "wrap" }, candidate.failure.message));
}

function showFailures() {
  const failed = candidates.filter(candidate => candidate.failure);
  const panel = byId("failure-panel");
  if (failed.length === 0) {
    panel.append(element("p", { class: "empty" }, "No candidate failed."));
    return;
  }
  const number = kind => failed.filter(c => c.failure.kind === kind).length;
  const kinds = distinct(failed.map(c => c.failure.kind)).map(kind => `${number(kind)} ${words(kind)}`);
  const headers = ["Architecture", "Device", "Kind", "Attempts", "Exit code", "What happened"];
  panel.append(
    element("p", { class: "muted small" }, `${plural(failed.length, "candidate")} could not be measured: ${kinds.join(", ")}.`),
    element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-labelledby": "failures-title" },
      element("table", {},
        element("thead", {}, element("tr", {}, headers.map(header => element("th", { scope: "col" }, header)))),
        element("tbody", {}, failed.map(failureRow)))));
}

function showQuality() {
  byId("quality-panels").append(...targets.map(qualityPanel));
  showFailures();
}
