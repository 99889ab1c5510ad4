// What training said of candidates: perplexity against what devices measured, and against the proxy that the search maximised.

const AGAINST = ["latency_ms", "peak_memory_mib", "decoder_parameters"];
const PERPLEXITY = { label: "Perplexity of held-out text, a token", better: "minimize", format: significant, value: perplexityOf };
const recipes = report.training_recipes;
let recipe = recipes[0]; // the one on the page

/** The latest training of a candidate with the recipe on the page. */
function trainingOf(candidate) {
  return candidate.trainings?.findLast(training => training.recipe_sha256 === recipe?.recipe_sha256);
}

function perplexityOf(candidate) {
  return trainingOf(candidate)?.validation_perplexity;
}

function trainedOf(list) {
  return list.filter(candidate => candidate.measurement && trainingOf(candidate));
}

function trainedOption(x) {
  const list = trainedOf(candidates);
  return {
    ...chartLook(),
    xAxis: axisOption(x, "value", list.map(x.value), false),
    yAxis: axisOption(PERPLEXITY, "value", list.map(perplexityOf), true),
    tooltip: tooltipOption(item => candidateOf(item) && candidateTip(candidateOf(item))),
    series: targets.map(target => scatterSeries(target.title, trainedOf(target.candidates), x, PERPLEXITY, {
      symbol: symbolOf(target),
      symbolSize: 10,
      itemStyle: { color: color(seriesName(target)), borderColor: color("surface"), borderWidth: 1.5 },
    })),
  };
}

/** How far the proxy's order is perplexity's. */
function correlationText({ trained_count: n, proxy_correlation: correlation }) {
  const few = n < 5 ? " So few say little." : "";
  return correlation === undefined
    ? `${plural(n, "architecture")}: too few to rank.`
    : `Spearman's rank correlation of decoder parameters with lower perplexity: ${fixed(correlation, 2)}, n = ${n}.${few}`;
}

function recipeText(training) {
  return `Trained alike for ${plural(training.steps, "step")}, ${count(training.tokens)} tokens, on text ${training.corpus_sha256.slice(0, 12)}.`;
}

function trainingFacts(candidate) {
  return (candidate.trainings ?? []).map(training => ["Trained", [
    `perplexity ${significant(training.validation_perplexity)} a token, ${significant(training.word_perplexity)} a word`,
    `${significant(training.bits_per_byte)} bits a byte`,
    `${plural(training.steps, "step")}, ${count(training.tokens)} tokens, ${duration(training.training_s * 1000)}`,
    `training ${training.training_id}`,
  ].join("; ")]);
}

function showRecipe() {
  const shown = trainedOf(candidates);
  byId("trained-note").textContent = shown.length > 0
    ? `${recipeText(trainingOf(shown[0]))} ${correlationText(recipe)}`
    : "No candidate with a measurement was trained so.";
  redrawCharts();
}

function startRecipeChoice() {
  const name = each => `${each.recipe_sha256.slice(0, 12)}, ${plural(each.trained_count, "architecture")}`;
  byId("recipe").append(...recipes.map((each, position) => element("option", { value: position }, name(each))));
  byId("recipe-choice").hidden = recipes.length < 2;
  byId("recipe").addEventListener("change", event => {
    recipe = recipes[Number(event.target.value)];
    showRecipe();
    showTable();
  });
}

function showTrained() {
  if (recipes.length === 0) return;
  byId("trained").hidden = byId("trained-link").hidden = false;
  startRecipeChoice();
  for (const x of AGAINST.map(metricOf)) {
    const title = x.key === "decoder_parameters" ? "Against the proxy" : `Against ${x.label.split(",")[0].toLowerCase()}`;
    const box = element("div", { class: "chart", role: "img", "aria-label": `Perplexity ${title.toLowerCase()}` });
    byId("trained-charts").append(element("div", { class: "panel" }, element("h3", {}, title), box));
    openDetailsOnClick(addChart(box, () => trainedOption(x)));
  }
  showRecipe();
}
