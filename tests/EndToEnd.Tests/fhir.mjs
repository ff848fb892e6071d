// Drives the FHIR face through the gateway with a client and a validator that this project did not write: fhir-kit-client and fhir.
// usage: node fhir.mjs FHIR_BASE TOKEN PHYSICIANS MODULES_FOLDER
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [base, token, physicians, modules] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'package.json'));
const { Client } = await import(pathToFileURL(path.join(modules, 'node_modules/fhir-kit-client/dist/index.js')).href);
const { Fhir } = require('fhir');

const client = new Client({ baseUrl: base, bearerToken: token });
const stranger = new Client({ baseUrl: base });
const physician = new Client({ baseUrl: base, bearerToken: process.env.PHYSICIAN_TOKEN });
const validator = new Fhir();
const results = {};
const faults = [];
let validated = 0;

const valid = resource => {
  const errors = validator.validate(resource, { errorOnUnexpected: true }).messages.filter(message => message.severity === 'error' || message.severity === 'fatal');
  validated++;
  if (errors.length)
    faults.push(`${resource.resourceType}/${resource.id}: ${JSON.stringify(errors.slice(0, 3))}`);
  return resource;
};

const all = async (resourceType, searchParams, from = client, options = {}) => {
  const found = [];
  for (let bundle = await from.resourceSearch({ resourceType, searchParams, options }); bundle; bundle = await from.nextPage({ bundle })) {
    valid(bundle);
    found.push(...(bundle.entry ?? []).map(entry => valid(entry.resource) && entry));
  }
  return found;
};
const ids = entries => entries.filter(entry => entry.search.mode === 'match').map(entry => entry.resource.id);
const same = (one, other) => JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
const refused = async (status, promise) => {
  try {
    await promise;
    return 'answered';
  } catch (error) {
    const outcome = error.response?.data;
    return error.response?.status === status && outcome?.resourceType === 'OperationOutcome' && valid(outcome) && true || `${error.response?.status} ${JSON.stringify(outcome)}`;
  }
};

const statement = valid(await stranger.capabilityStatement());
results.statement = statement.fhirVersion === '4.0.1' && statement.rest[0].resource.length === 3;

// fetch and the client decompress by themselves: the bytes that the gateway passes on are read here.
const size = encoding => new Promise((resolve, reject) => http.get(`${base}/Practitioner?_count=50`, { headers: { authorization: `Bearer ${token}`, 'accept-encoding': encoding } }, response => {
  let bytes = 0;
  response.on('data', part => { bytes += part.length; });
  response.on('end', () => resolve({ bytes, encoding: response.headers['content-encoding'], vary: response.headers.vary }));
}).on('error', reject));
const [plain, packed] = [await size('identity'), await size('gzip')];
results.gzip = !plain.encoding && packed.encoding === 'gzip' && packed.vary.includes('Accept-Encoding') && packed.bytes * 5 < plain.bytes || `${JSON.stringify(plain)} ${JSON.stringify(packed)}`;

const everybody = await all('Practitioner', { _count: 37 });
results.everybody = new Set(ids(everybody)).size === Number(physicians) && ids(everybody).length === Number(physicians);
const roles = await all('PractitionerRole', { _count: 200, _include: ['PractitionerRole:practitioner', 'PractitionerRole:organization'] });
results.roles = ids(roles).length >= Number(physicians) && new Set(ids(roles)).size === ids(roles).length;
const organizations = await all('Organization', { _count: 200 });
const referred = new Set(roles.map(entry => entry.resource.organization?.reference?.split('/')[1]).filter(Boolean));
results.organizations = same(ids(organizations), referred);
// The public list has no status, date and civility, and of a physician who is not in practice only the numbers.
results.publicView = (await all('Practitioner', { _count: 200 }, physician)).every(({ resource }) => !resource.extension
  && resource.meta.profile.length === 2 && !resource.qualification?.some(one => one.period) && !resource.name?.[0].prefix && resource.active === Boolean(resource.name))
  && everybody.every(({ resource }) => resource.extension?.length === 1);

// Every parameter the statement names, with the value that one resource has for it, finds that resource: by GET and by POST.
// A role whose structure has all values by which structures are searched; its practitioner and its structure.
const byReference = new Map([...everybody, ...organizations].map(({ resource }) => [`${resource.resourceType}/${resource.id}`, resource]));
const placed = structure => structure?.name && structure.address?.[0].city && structure.address[0].postalCode
  && structure.identifier.some(identifier => identifier.system.includes('finess'));
const role = roles.map(entry => entry.resource).find(resource => resource.resourceType === 'PractitionerRole' && placed(byReference.get(resource.organization?.reference)));
const [one, organization] = [byReference.get(role.practitioner.reference), byReference.get(role.organization.reference)];
const family = one.name[0].family;
const has = '_has:PractitionerRole:practitioner:';
const held = one.qualification[1].code.coding[0].code;
const [{ city, postalCode }] = organization.address;
const ofStructure = prefix => ({ [`${prefix}name`]: organization.name, [`${prefix}address-city`]: city, [`${prefix}address-postalcode`]: postalCode });
const values = {
  Practitioner: {
    [`${has}organization`]: role.organization.reference, [`${has}organization.identifier`]: organization.identifier[0].value, ...ofStructure(`${has}organization.`),
    [`${has}role`]: role.code[0].coding[0].code, [`${has}active`]: true,
    _id: one.id, _lastUpdated: one.meta.lastUpdated, active: one.active, family: family.slice(0, 3), given: one.name[0].given[0].slice(0, 3), name: family,
    'family:exact': family, 'family:contains': family.slice(1, 4), identifier: `${one.identifier[1].system}|${one.identifier[1].value}`,
    'identifier-type': one.identifier[0].type.coding[0].code, 'qualification-code': one.qualification[1].code.coding[0].code,
  },
  PractitionerRole: {
    _id: role.id, _lastUpdated: `ge${role.meta.lastUpdated}`, active: role.active, identifier: role.practitioner.identifier.value,
    practitioner: role.practitioner.reference, 'practitioner.identifier': role.practitioner.identifier.value, organization: role.organization.reference,
    role: role.code[0].coding[0].code, 'practitioner.family': family, 'practitioner.given': one.name[0].given[0], 'practitioner.name': family,
    'practitioner.qualification-code': held, specialty: held, 'organization.identifier': organization.identifier[0].value, ...ofStructure('organization.'),
  },
  Organization: {
    _id: organization.id, _lastUpdated: `le${organization.meta.lastUpdated}`, active: organization.active, identifier: organization.identifier[0].value, ...ofStructure(''),
    '_has:PractitionerRole:organization:practitioner': role.practitioner.reference, '_has:PractitionerRole:organization:practitioner.identifier': one.id,
  },
};
const sample = { Practitioner: one.id, PractitionerRole: role.id, Organization: organization.id };
for (const { type, searchParam } of statement.rest[0].resource) {
  for (const { name } of searchParam) {
    if (!(name in values[type]))
      results[`${type}.${name}`] = 'not tried';
  }
  for (const [name, value] of Object.entries(values[type])) {
    const searchParams = { [name]: value, _count: 200 };
    const found = ids(await all(type, searchParams));
    const posted = await client.resourceSearch({ resourceType: type, searchParams, options: { postSearch: true } });
    results[`${type}.${name}`] = found.includes(sample[type]) && same(ids(posted.entry), found.slice(0, 200));
  }
}

const read = valid(await client.read({ resourceType: 'Practitioner', id: one.id }));
results.read = read.name[0].family === family;
results.vread = valid(await client.vread({ resourceType: 'Practitioner', id: one.id, version: read.meta.versionId })).id === one.id;
const { response } = Client.httpFor(read);
results.headers = response.headers.get('etag') === `W/"${read.meta.versionId}"` && response.headers.has('last-modified') && response.headers.has('ratelimit-remaining');
results.links = everybody.find(({ resource }) => resource.id === one.id).fullUrl === `${base}/Practitioner/${one.id}`;

results.unauthenticated = await refused(401, stranger.read({ resourceType: 'Practitioner', id: one.id }));
results.unknownType = await refused(404, client.read({ resourceType: 'Patient', id: '1' }));
results.unknownId = await refused(404, client.read({ resourceType: 'Practitioner', id: '10000000000' }));
results.unknownParameter = await refused(400, client.resourceSearch({ resourceType: 'Practitioner', searchParams: { birthdate: '1970' } }));
results.unknownVersion = await refused(404, client.vread({ resourceType: 'Practitioner', id: one.id, version: '999' }));
results.create = await refused(405, client.create({ resourceType: 'Practitioner', body: { resourceType: 'Practitioner' } }));
results.update = await refused(405, client.update({ resourceType: 'Practitioner', id: one.id, body: { resourceType: 'Practitioner', id: one.id } }));
results.delete = await refused(405, client.delete({ resourceType: 'Practitioner', id: one.id }));
results.batch = await refused(501, client.batch({ body: { resourceType: 'Bundle', type: 'batch' } }));

results.valid = faults.length === 0 ? validated > 500 : faults.slice(0, 10);
const wrong = Object.entries(results).filter(([, value]) => value !== true);
console.log(JSON.stringify(wrong.length ? Object.fromEntries(wrong) : results, null, 1));
process.exit(wrong.length ? 1 : 0);
