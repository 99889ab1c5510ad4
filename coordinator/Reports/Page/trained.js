// What training said of candidates: perplexity against what devices measured, and against the proxy that the search maximised.

const PROXY = "decoder_parameters";
const AGAINST = ["latency_ms", "peak_memory_mib", PROXY];
const PERPLEXITY = { label: "Perplexity per token, held-out text", better: "minimize", format: significant, value: perplexityOf };
const SHORT_HASH = 12;
const FEWEST_THAT_SAY_SOMETHING = 5;
const recipes = report.training_recipes;
let recipe = recipes[0]; // the one on the page

/** The latest training of a candidate with the recipe on the page. */
function trainingOf(candidate) {
  return candidate.trainings?.findLast(({ recipe_sha256: id, validation_perplexity: value }) =>
    id === recipe?.recipe_sha256 && Number.isFinite(value));
}

function perplexityOf(candidate) {
  return trainingOf(candidate)?.validation_perplexity;
}

/** The measured candidates that have one. */
function trainedOf(list) {
  return list.filter(candidate => candidate.measurement && trainingOf(candidate));
}

function trainedTargets() {
  return targets.filter(target => trainedOf(target.candidates).length > 0);
}

function trainedOption(x) {
  const list = trainedOf(candidates);
  return {
    ...chartLook(),
    xAxis: axisOption(x, chooseScale(x, list), list.map(x.value), false),
    yAxis: axisOption(PERPLEXITY, "value", list.map(perplexityOf), true),
    tooltip: tooltipOption(item => candidateOf(item) && candidateTip(candidateOf(item))),
    series: x.key === PROXY && trainedTargets().length > 1
      ? [trainedSeries("Every device", distinctArchitectures(list), x, "circle", "text")]
      : trainedTargets().map(target => trainedSeries(target.title, trainedOf(target.candidates), x, symbolOf(target), seriesName(target))),
  };
}

function trainedSeries(name, list, x, symbol, colorName) {
  const itemStyle = { color: color(colorName), borderColor: color("surface"), borderWidth: 1.5, opacity: 0.85 };
  return scatterSeries(name, list, x, PERPLEXITY, { symbol, symbolSize: 11, itemStyle });
}

/** The first candidate of each architecture: without a device's figures they would lie on each other. */
function distinctArchitectures(list) {
  const ids = list.map(candidate => candidate.architecture_id);
  return list.filter((candidate, i) => ids.indexOf(candidate.architecture_id) === i);
}

/** How far the proxy's order is perplexity's. */
function correlationText({ trained_count: n, proxy_correlation: correlation }) {
  if (n < 2) return "One model was trained: there is no order to compare with the proxy's.";
  if (correlation === undefined) return `${fixed(n, 0)} models, equal in parameters or perplexity: there is no order to compare.`;
  const few = n < FEWEST_THAT_SAY_SOMETHING ? " So few say little." : "";
  return `Spearman's rank correlation of decoder parameters with lower perplexity: ${fixed(correlation, 2)}, n\u00a0=\u00a0${n}.${few}`;
}

function recipeText({ steps, tokens, corpus_sha256: corpus, recipe_sha256: id }) {
  const shared = distinct(trainedOf(candidates).map(candidate => candidate.architecture_id)).length;
  const unmeasured = recipe.trained_count - shared;
  return `Trained alike: ${plural(steps, "step")}, ${count(tokens)} tokens, on text ${corpus.slice(0, SHORT_HASH)}, recipe ${id.slice(0, SHORT_HASH)}.`
    + (unmeasured > 0 ? ` ${fixed(unmeasured, 0)} of them without a measurement, so not in the charts.` : "");
}

function trainingFacts(candidate) {
  return (candidate.trainings ?? []).map(training => ["Trained", [
    `perplexity ${significant(training.validation_perplexity)} per token, ${significant(training.word_perplexity)} per word`,
    `${significant(training.bits_per_byte)} bits per byte`,
    `${plural(training.steps, "step")}, ${count(training.tokens)} tokens, ${duration(training.training_s * 1000)}`,
    `training ${training.training_id}, recipe ${training.recipe_sha256.slice(0, SHORT_HASH)}`,
  ].join("; ")]);
}

function showRecipe() {
  const training = candidates.map(trainingOf).find(Boolean);
  const shown = trainedTargets();
  byId("trained-correlation").textContent = correlationText(recipe);
  byId("trained-note").textContent = recipeText(training);
  byId("trained-charts").hidden = shown.length === 0;
  byId("trained-legend").hidden = targets.length < 2 || shown.length === 0;
  byId("trained-legend").replaceChildren(...shown.map(target => element("li", {}, swatch(target), target.title)));
}

function startRecipeChoice() {
  const trainings = candidates.flatMap(candidate => candidate.trainings ?? []);
  const name = ({ recipe_sha256: id, trained_count: n }) => {
    const { steps, tokens } = trainings.find(training => training.recipe_sha256 === id);
    return `${plural(n, "model")}, ${plural(steps, "step")}, ${count(tokens)} tokens (${id.slice(0, SHORT_HASH)})`;
  };
  byId("recipe").append(...recipes.map((each, position) => element("option", { value: position }, name(each))));
  byId("recipe-choice").hidden = recipes.length < 2;
  byId("recipe").addEventListener("change", event => {
    recipe = recipes[Number(event.target.value)];
    showRecipe();
    redrawCharts();
    showTable();
  });
}

function showTrained() {
  if (recipes.length === 0) return;
  byId("trained").hidden = byId("trained-link").hidden = false;
  startRecipeChoice();
  showRecipe();
  if (measured.length === 0) return;
  for (const x of AGAINST.map(metricOf)) {
    const title = x.key === PROXY ? "Against the search's proxy" : `Against ${x.label.split(",")[0].toLowerCase()}`;
    const box = element("div", { class: "chart", role: "img", "aria-label": `Perplexity ${title.toLowerCase()}` });
    byId("trained-charts").append(element("div", { class: "panel" }, element("h3", {}, title), box));
    openDetailsOnClick(addChart(box, () => trainedOption(x)));
  }
}
