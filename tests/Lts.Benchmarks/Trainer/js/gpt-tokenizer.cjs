// Encodes the files named on standard input, one a line, with the npm package gpt-tokenizer, again whenever a line "run" comes.
// Answers a line of JSON a run: seconds, tokens, and a checksum of the ids to compare.
const fs = require('fs');
const { encode } = require(process.argv[2]);
const options = { disallowedSpecial: new Set(), allowedSpecial: new Set() };
const texts = [];
require('readline').createInterface({ input: process.stdin }).on('line', line => {
  if (line !== 'run') {
    texts.push(fs.readFileSync(line, 'utf8'));
    return;
  }
  const results = [];
  const began = process.hrtime.bigint();
  for (const text of texts) results.push(encode(text, options));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  let [tokens, checksum] = [0, 0];
  for (const ids of results) for (const id of ids) { tokens++; checksum = (Math.imul(checksum, 31) + id) | 0; }
  console.log(JSON.stringify({ seconds, tokens, checksum }));
});
