// Puts the page together, top to bottom.

function showHeader() {
  const { study } = report;
  byId("study-name").textContent = study.name;
  byId("study-state").textContent = study.state;
  byId("study-state").classList.add(study.state);
  const end = study.end_time ?? report.generated_time;
  byId("study-summary").textContent = [
    `${study.space}, ${words(study.algorithm.name)} search`,
    `${fixed(targets.length, 0)} device ${targets.length === 1 ? "class" : "classes"}`,
    `${fixed(measured.length, 0)} of ${plural(candidates.length, "candidate")} measured`,
    `${moment(study.create_time)}, ${study.end_time ? "took" : "running for"} ${duration(new Date(end) - new Date(study.create_time))}`,
  ].join(" · ");
}

function notice(text) {
  byId("notices").append(element("p", { class: "notice" }, text));
}

function showNotices() {
  const { state, failure_message: why } = report.study;
  if (state === "running") notice(`The study was still running at ${moment(report.generated_time)}; what follows is what was known then.`);
  if (state === "cancelled") notice("The study was cancelled; what follows is what had been measured until then.");
  if (state === "failed") notice(`The study failed: ${why || "no reason was given"}`);
}

function generationText({ generation, generation_count: all }) {
  return all > 0 ? `generation ${Math.min(generation + 1, all)} of ${all}` : `generation ${generation + 1}`;
}

function deviceCard(target) {
  const list = target.candidates.filter(candidate => candidate.measurement);
  const figure = (name, value) => element("div", {}, element("dt", {}, name), element("dd", {}, value));
  const about = [target.description, `class ${target.device_class}`, generationText(target)];
  return element("div", { class: "card", style: `--series: var(--${seriesName(target)})` },
    element("h3", {}, swatch(target), target.title),
    element("p", { class: "muted small" }, about.filter(Boolean).join(" · ")),
    element("dl", { class: "figures" },
      figure("Measured", fixed(target.measured_count, 0)),
      figure("Failed", fixed(target.failed_count, 0)),
      figure("On the frontier", fixed(target.candidates.filter(c => c.on_frontier).length, 0)),
      figure("Hypervolume", target.hypervolume_history.length > 0 ? fixed(target.hypervolume, 4) : "–"),
      figure("Latency, ms", range(list.map(c => c.measurement.latency.latency_ms), significant) || "–")));
}

function showNothingMeasured() {
  const text = candidates.length === 0
    ? "Nothing has been measured: the study has no candidates yet."
    : `Nothing has been measured: of ${plural(candidates.length, "candidate")} none has a measurement. If any failed, the section Failures says why.`;
  document.querySelector(".needs-measurements").replaceChildren(element("p", { class: "empty", id: "nothing-measured" }, text));
  byId("progress").hidden = true;
}

function showReproduction() {
  const { study } = report;
  byId("study-facts").append(...definitions(study.facts.map(fact => [fact.name, fact.value])));
  const name = study.file.trimStart().startsWith("{") ? "study.json" : "study.yaml";
  byId("study-file").textContent = study.file;
  byId("study-file-name").textContent = name;
  byId("commands").textContent = [
    `lts study create -f ${name}`,
    `lts study watch ${shellQuote(study.name)}`,
    `lts frontier ${shellQuote(study.name)} --format html -o report.html`,
    "",
    "# one architecture of it: save its JSON from the table above",
    "lts arch export architecture.json -o model.onnx --with-weights --seed 1",
  ].join("\n");
  byId("download-study").addEventListener("click", () => download(name, "text/plain", study.file));
  byId("made-by").textContent = `Made by lts-distributed ${report.tool_version}, ${moment(report.generated_time)}. Study ${study.id}.`;
}

showHeader();
showNotices();
byId("devices").append(...targets.map(deviceCard));
if (measured.length > 0) showCharts();
else showNothingMeasured();
showTrained();
startTable();
showQuality();
showReproduction();
document.documentElement.dataset.ready = "true";
