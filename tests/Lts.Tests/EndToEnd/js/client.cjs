// A client that none of us wrote: grpc-js over the .proto files. Lists devices, creates a study, watches it to its frontier.
// Usage: node client.cjs ADDRESS PROTOS NODE_MODULES
const path = require('node:path');

const [address, protos, nodeModules] = process.argv.slice(2);
const grpc = require(path.join(nodeModules, '@grpc/grpc-js'));
const loader = require(path.join(nodeModules, '@grpc/proto-loader'));

const files = ['lts/v1/device.proto', 'lts/v1/study.proto'];
const definition = loader.loadSync(files, { longs: Number, enums: String, defaults: true, oneofs: true, includeDirs: [protos] });
const { v1 } = grpc.loadPackageDefinition(definition).lts;
const credentials = grpc.credentials.createInsecure();
const devices = new v1.DeviceService(address, credentials);
const studies = new v1.StudyService(address, credentials);

const call = (client, method, request) => new Promise((resolve, reject) =>
  client[method](request, (error, response) => (error ? reject(error) : resolve(response))));

async function watch(studyId) {
  let last;
  for await (const update of studies.watchStudy({ studyId })) {
    last = update.study;
  }
  return last;
}

async function main() {
  const listed = await call(devices, 'listDevices', {});
  const created = await call(studies, 'createStudy', {
    spec: {
      name: 'from-js',
      space: {
        preset: 'gpt2-quickstart',
        layerCount: { min: 1, max: 2 },
        hiddenSize: { min: 32, max: 64, step: 32 },
        feedForwardSize: { min: 64, max: 128, step: 64 },
        vocabularySize: 256,
        maxSequenceLength: 16,
        minDecoderParameters: 1,
      },
      random: { count: 4, batchSize: 4 },
      seed: 1,
      plan: { sequenceLength: 16, minRounds: 5, maxRounds: 6, warmupRuns: 1, memoryRuns: 2 },
    },
  });
  const ended = await watch(created.id);
  const frontier = await call(studies, 'getFrontier', { studyId: created.id });
  const unknown = await call(studies, 'getStudy', { studyId: 'no-such-study' }).catch((error) => error);
  console.log(JSON.stringify({
    devices: listed.devices.map((d) => d.name),
    state: ended.state,
    frontier: frontier.candidates.map((c) => c.architectureId),
    latencies: frontier.candidates.map((c) => c.measurement.latency.latencyMs),
    unknownStudy: unknown.code,
  }));
}

main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
