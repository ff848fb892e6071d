// Drives the running platform with a client that this project did not write: @grpc/grpc-js.
// usage: node interop.mjs PROTOS_FOLDER GATEWAY_HOST:PORT TOKEN RPPS
import { createRequire } from 'node:module';
import path from 'node:path';

const [protos, address, token, rpps, modules] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'package.json'));
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const definition = loader.loadSync(
  ['ordre/registry/v1/physicians.proto', 'ordre/registry/v1/register_imports.proto', 'grpc/health/v1/health.proto'],
  { includeDirs: [protos], keepCase: true, longs: Number, enums: String, defaults: true });
const { ordre, grpc: standard } = grpc.loadPackageDefinition(definition);
const credentials = grpc.credentials.createInsecure();
const physicians = new ordre.registry.v1.PhysiciansService(address, credentials);
const imports = new ordre.registry.v1.RegisterImportsService(address, credentials);
const health = new standard.health.v1.Health(address, credentials);

const metadata = new grpc.Metadata();
metadata.set('authorization', `Bearer ${token}`);
const soon = () => ({ deadline: Date.now() + 10_000 });

const unary = (client, method, request, options = soon(), headers = metadata) => new Promise(resolve =>
  client[method](request, headers, options, (error, answer) => resolve(error ? { code: error.code, details: error.details, trailers: error.metadata } : { answer })));

const results = {};

const found = await unary(physicians, 'GetPhysician', { rpps });
results.unary = found.answer?.physician?.rpps === rpps;

const compressed = await unary(physicians, 'GetPhysician', { rpps }, { ...soon(), 'grpc.default_compression_algorithm': 2 });
results.compressed = compressed.answer?.physician?.rpps === rpps;

const wrong = await unary(physicians, 'GetPhysician', { rpps: '123' });
const status = wrong.trailers?.get('grpc-status-details-bin')[0];
results.invalid = wrong.code === grpc.status.INVALID_ARGUMENT && Buffer.isBuffer(status)
  && status.includes('google.rpc.BadRequest') && status.includes('rpps');

const stranger = await unary(physicians, 'GetPhysician', { rpps }, soon(), new grpc.Metadata());
results.unauthenticated = stranger.code === grpc.status.UNAUTHENTICATED
  && stranger.trailers.get('grpc-status-details-bin')[0]?.includes('TOKEN_MISSING');

const late = await unary(physicians, 'GetPhysician', { rpps }, { deadline: Date.now() - 1 });
results.deadline = late.code === grpc.status.DEADLINE_EXCEEDED;

const internal = await new Promise(resolve => new grpc.Client(address, credentials).makeUnaryRequest(
  '/ordre.registry.internal.v1.SanctionsService/RecordSanction', x => x, x => x, Buffer.alloc(0), metadata, soon(), error => resolve(error?.code)));
results.internal = internal === grpc.status.UNIMPLEMENTED;

const alive = await unary(health, 'Check', {}, soon(), new grpc.Metadata());
results.health = alive.answer?.status === 'SERVING';

// A stream both ways: the partner may not import, and is told so on the stream.
results.streamRefused = await new Promise(resolve => {
  const call = imports.ImportRegister(metadata, soon());
  call.on('error', error => resolve(error.code === grpc.status.PERMISSION_DENIED));
  call.on('data', () => resolve(false));
  call.on('end', () => resolve(false));
  call.write({ header: { request_id: '0190f3c4-5b7e-7c3a-9d53-2f6f1f0b7a10', file_name: 'x' } });
});

const registrar = new grpc.Metadata();
registrar.set('authorization', `Bearer ${process.env.REGISTRAR_TOKEN}`);
results.stream = await new Promise(resolve => {
  const call = imports.ImportRegister(registrar, { deadline: Date.now() + 30_000 });
  let outcome;
  call.on('error', error => resolve(`${error.code} ${error.details}`));
  call.on('data', message => { outcome = message.result ?? outcome; });
  call.on('end', () => resolve(outcome?.lines === 1 && outcome?.physicians_created === 1 ? true : JSON.stringify(outcome)));
  call.write({ header: { request_id: '0190f3c4-5b7e-7c3a-9d53-2f6f1f0b7a11', file_name: 'one.txt' } });
  const bytes = Buffer.from(process.env.REGISTER_FILE, 'utf8');
  for (let at = 0; at < bytes.length; at += 100)
    call.write({ chunk: bytes.subarray(at, at + 100) });
  call.end();
});

// Many at once on one connection.
const many = await Promise.all(Array.from({ length: 500 }, () => unary(physicians, 'GetPhysician', { rpps })));
results.concurrent = many.every(one => one.answer?.physician?.rpps === rpps);

console.log(JSON.stringify(results));
process.exit(Object.values(results).every(value => value === true) ? 0 : 1);
