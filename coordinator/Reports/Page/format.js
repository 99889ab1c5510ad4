// Small tools: building elements, formatting numbers, summing up lists. Text from outside only ever becomes text nodes.

/** Creates an element; children that are not nodes become text. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined));
  return node;
}

/** Creates an SVG element. */
function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function byId(id) {
  return document.getElementById(id);
}

/** A definition list's rows from pairs of name and value; rows without a value are left out. */
function definitions(pairs) {
  return pairs.filter(([, value]) => value !== "" && value !== null && value !== undefined)
    .flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]);
}

const MIB = 2 ** 20;

function fixed(value, decimals) {
  return value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** About three significant digits. */
function significant(value) {
  const size = Math.abs(value);
  return fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4);
}

function percent(share) {
  return fixed(100 * share, 1) + "\u00a0%";
}

/** A count with M or k, for example 12.3 M. */
function count(value) {
  if (value >= 1e9) return significant(value / 1e9) + " G";
  if (value >= 1e6) return significant(value / 1e6) + " M";
  if (value >= 1e4) return significant(value / 1e3) + " k";
  return fixed(value, 0);
}

/** Milliseconds as a duration for people. */
function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return significant(milliseconds) + " ms";
  if (seconds < 90) return significant(seconds) + " s";
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return minutes + " min";
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** An ISO moment to the minute, in UTC. */
function moment(text) {
  return text ? new Date(text).toISOString().slice(0, 16).replace("T", " ") + " UTC" : "";
}

/** A snake_case name as words. */
function words(name) {
  return name.replaceAll("_", " ");
}

function plural(number, noun) {
  return `${fixed(number, 0)} ${noun}${number === 1 ? "" : "s"}`;
}

/** The q-quantile (0 to 1) of numbers, interpolated; NaN of nothing. */
function quantile(numbers, q) {
  if (numbers.length === 0) return NaN;
  const sorted = [...numbers].sort((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const above = Math.ceil(position);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function distinct(values) {
  return [...new Set(values)];
}

/** "a–b" with a format, or one value when both print alike. */
function range(numbers, format) {
  if (numbers.length === 0) return "";
  const low = format(Math.min(...numbers));
  const high = format(Math.max(...numbers));
  return low === high ? low : `${low} – ${high}`;
}

/** Quotes a text for a POSIX shell, unless it needs no quoting. */
function shellQuote(text) {
  return /^[\w.:/-]+$/.test(text) && !text.startsWith("-") ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A file name that every system takes. */
function fileName(text, extension) {
  const plain = text.replaceAll(/[^\w.-]+/g, "-").replaceAll(/^[-.]+|-+$/g, "").slice(0, 80);
  return (plain || "study") + extension;
}

/** Hands a text to the reader as a file. */
function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
