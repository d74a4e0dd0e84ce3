// SPDX-License-Identifier: MIT
// node sarif.js NPM FOLDER: each *.sarif of the folder against the schema of SARIF 2.1.0, as TAP. NPM holds node_modules.
'use strict';
const fs = require('fs'), path = require('path');
const [npm, folder] = process.argv.slice(2).map(p => path.resolve(p));
const modules = path.join(npm, 'node_modules');
const Ajv = require(path.join(modules, 'ajv'));
const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));

// The schema is written in draft 4, which ajv knows when it is told.
const ajv = new Ajv({ schemaId: 'auto', allErrors: true, meta: false });
ajv.addMetaSchema(read(path.join(modules, 'ajv/lib/refs/json-schema-draft-04.json')));
const valid = ajv.compile(read(path.join(modules, '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')));

let n = 0, bad = 0, results = 0;
const codes = new Set();
const ok = (right, what, notes) => {
	console.log(`${right ? 'ok' : 'not ok'} ${++n} - ${what}`);
	bad += !right;
	for (const note of right ? [] : notes)
		console.log(`#   ${note}`);
};
for (const name of fs.readdirSync(folder).filter(f => f.endsWith('.sarif')).sort()) {
	let log;
	try {
		log = read(path.join(folder, name));
	} catch (e) {
		ok(false, name, [String(e), fs.readFileSync(path.join(folder, name.replace('.sarif', '.err')), 'utf8')]);
		continue;
	}
	ok(valid(log), name, (valid.errors || []).slice(0, 10).map(e => `${e.dataPath} ${e.message}`));
	for (const r of log.runs[0].results) {
		results++;
		codes.add(r.ruleId);
	}
}
// The schema must be able to say no, and there must be something to say it of.
ok(!valid({ version: '2.1.0', runs: [{ results: [] }] }), 'a run without a tool is refused', []);
ok(codes.size >= 60, `${results} results of ${codes.size} rules were looked at`, []);
console.log(`1..${n}`);
process.exit(bad ? 1 : 0);
