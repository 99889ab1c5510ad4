// Colours, symbols and the picture of an architecture.

const SYMBOLS = ["circle", "diamond", "rect", "triangle", "pin", "arrow"];
const SERIES_COLORS = 6;

/** A colour of the style sheet, as it is in the reader's light or dark scheme. */
function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

function seriesName(target) {
  return `series-${target.number % SERIES_COLORS + 1}`;
}

function symbolOf(target) {
  return SYMBOLS[target.number % SYMBOLS.length];
}

/** A target's symbol in its colour, as beside its name. */
function swatch(target) {
  const paths = {
    circle: "M7 1a6 6 0 1 0 .01 0z",
    diamond: "M7 0l6 7-6 7-6-7z",
    rect: "M1.5 1.5h11v11h-11z",
    triangle: "M7 1l6.5 12H.5z",
    pin: "M7 14C3 9 2 7 2 5a5 5 0 0 1 10 0c0 2-1 4-5 9z",
    arrow: "M7 0l6 14-6-4-6 4z",
  };
  const picture = svg("svg", { viewBox: "0 0 14 14", class: "swatch", "aria-hidden": "true" });
  picture.append(svg("path", { d: paths[symbolOf(target)], fill: `var(--${seriesName(target)})` }));
  return picture;
}

/** A bar for each layer, as wide as its first number says, with everything that the layer has. */
function layerPicture(candidate) {
  const row = 14;
  const barStart = 20;
  const barWidth = 170;
  const height = candidate.layers.length * row;
  const spoken = candidate.layers.map((layer, i) =>
    `layer ${i + 1}: ${layerDimensions.map(d => d === widthDimension ? `${d.label} ${layerValue(layer, d)}` : layerValue(layer, d)).join(", ")}`);
  const picture = svg("svg", { viewBox: `0 0 290 ${height}`, class: "layers", role: "img", "aria-label": spoken.join("; ") });
  picture.style.setProperty("--series", `var(--${seriesName(candidate.target)})`);
  candidate.layers.forEach((layer, i) => {
    const top = i * row;
    const label = svg("text", { x: 0, y: top + 10 }, String(i + 1));
    const track = svg("rect", { class: "track", x: barStart, y: top + 2, width: barWidth, height: row - 4, rx: 2 });
    const bar = svg("rect", { x: barStart, y: top + 2, width: Math.max(2, barWidth * layerWidth(layer) / widestLayer), height: row - 4, rx: 2 });
    const text = svg("text", { x: barStart + barWidth + 6, y: top + 10 }, layerDimensions.map(d => layerValue(layer, d)).join(" · "));
    picture.append(label, track, bar, text);
  });
  return picture;
}

/** What hovering over a measured candidate tells. */
function candidateTip(candidate) {
  const { latency, memory, verdict } = candidate.measurement;
  const facts = definitions([
    ["Perplexity", trainingOf(candidate) && `${significant(perplexityOf(candidate))} per token`],
    ["Decoder", count(candidate.decoder_parameters)],
    ["Latency", `${significant(latency.latency_ms)} ms (${significant(latency.low_ms)} – ${significant(latency.high_ms)})`],
    ["Peak memory", `${significant(memory.peak_bytes / MIB)} MiB`],
    ["Verdict", words(verdict) + (candidate.feasible ? "" : ", outside the constraints")],
    ["Proposed", `generation ${candidate.generation}, ${words(candidate.origin)}`],
  ]);
  return element("div", { class: "tip" },
    element("h4", {}, `${shape(candidate)}${candidate.on_frontier ? " ★" : ""}`),
    element("div", { class: "muted" }, candidate.architecture_id),
    element("dl", { class: "facts" }, facts),
    layerPicture(candidate));
}
