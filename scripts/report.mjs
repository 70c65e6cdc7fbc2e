// Reads what a test runner reports, prints it for a person, and adds its counts to a file.
//
//   go test -json … | node scripts/report.mjs go COUNTS       prints a line a package as it ends, failures in full at the end
//   node scripts/report.mjs vitest COUNTS REPORT.json
//   node scripts/report.mjs playwright COUNTS REPORT.json
//   node scripts/report.mjs total COUNTS                      prints "N passed, N failed"
//
// COUNTS is a text file with a line a run: name passed failed skipped. Only leaves are counted: a test with subtests is
// its subtests. A package that breaks without a failing test (it does not compile, it panics, it runs out of time) counts
// as one failure, so that a broken run can never look like a short one.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [kind, counts, file] = process.argv.slice(2);
const say = (line) => process.stderr.write(`${line}\n`);

function finish(name, passed, failures, skipped) {
  for (const test of skipped) say(`   skipped: ${test}`);
  for (const { title, output } of failures) {
    say(`\n--- FAILED: ${title}`);
    if (output) say(output.trimEnd());
  }
  appendFileSync(counts, `${name} ${passed} ${failures.length} ${skipped.length}\n`);
  say(`\n   ${name}: ${passed} passed, ${failures.length} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`);
}

async function readGo() {
  const tests = new Map(); // "package test" → { result, output }
  const packages = new Map(); // package → { result, output }
  const builds = new Map(); // import path → the compiler's messages
  const stray = [];
  const at = (map, key) => map.get(key) ?? map.set(key, { result: '', output: '' }).get(key);

  for await (const line of createInterface({ input: process.stdin })) {
    let event;
    try {
      event = JSON.parse(line);
    } catch {
      stray.push(line);
      continue;
    }
    const { Action: action, Package: pkg, Test: test, Output: output } = event;
    if (action === 'build-output') {
      builds.set(event.ImportPath, (builds.get(event.ImportPath) ?? '') + output);
    } else if (pkg) {
      const entry = test ? at(tests, `${pkg} ${test}`) : at(packages, pkg);
      if (output) entry.output += output;
      if (['pass', 'fail', 'skip'].includes(action)) {
        entry.result = action;
        // A package without tests ends with "skip": nothing ran, nothing to say.
        if (!test && action !== 'skip') {
          say(`   ${action === 'pass' ? 'ok  ' : 'FAIL'}  ${pkg}  ${(event.Elapsed ?? 0).toFixed(1)} s`);
        }
      }
    }
  }

  const parents = new Set();
  for (const key of tests.keys()) {
    for (let i = key.indexOf('/', key.indexOf(' ')); i > 0; i = key.indexOf('/', i + 1)) parents.add(key.slice(0, i));
  }
  let passed = 0;
  const failures = [];
  const skipped = [];
  const broken = new Set();
  for (const [key, { result, output }] of tests) {
    const pkg = key.slice(0, key.indexOf(' '));
    const ownFailure = result === 'fail' || result === '';
    if (ownFailure) broken.add(pkg);
    if (parents.has(key)) {
      // A parent that fails by itself, with every subtest passing, is still a failure.
      const below = [...tests].some(([k, t]) => k.startsWith(`${key}/`) && t.result !== 'pass' && t.result !== 'skip');
      if (ownFailure && !below) failures.push({ title: key, output });
    } else if (result === 'pass') passed += 1;
    else if (result === 'skip') skipped.push(`${key}: ${reason(output)}`);
    else failures.push({ title: result ? key : `${key} (did not end)`, output });
  }
  for (const [pkg, { result, output }] of packages) {
    if (result === 'fail' && !broken.has(pkg)) {
      const compiler = [...builds].filter(([path]) => path === pkg || path.startsWith(`${pkg} `) || path.startsWith(`${pkg}_test`));
      failures.push({ title: `${pkg} (package)`, output: compiler.map(([, text]) => text).join('') + output });
    }
  }
  // Messages of packages that others failed to build on, and lines that were no events (a broken go.mod, say).
  if (failures.length > 0) {
    for (const [path, text] of builds) {
      if (!failures.some(({ output }) => output.includes(text))) say(`\n${path}\n${text.trimEnd()}`);
    }
  }
  for (const line of stray) say(line);
  if (packages.size === 0) failures.push({ title: 'go test reported nothing', output: '' });
  finish('go', passed, failures, skipped);
}

/** The line that t.Skip wrote, without the frame around it. */
function reason(output) {
  const lines = output.split('\n').filter((line) => !/^\s*(===|---)/.test(line) && line.trim());
  return lines.map((line) => line.trim()).join(' ') || 'no reason given';
}

function readReport(name) {
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  finish(name, 0, [{ title: `${name} ended without a report`, output: '' }], []);
  return null;
}

function readVitest() {
  const report = readReport('vitest');
  if (!report) return;
  let passed = 0;
  const failures = [];
  const skipped = [];
  for (const suite of report.testResults) {
    if (suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed')) {
      failures.push({ title: suite.name, output: suite.message });
    }
    for (const test of suite.assertionResults) {
      const title = `${suite.name} ${test.fullName}`;
      if (test.status === 'passed') passed += 1;
      else if (test.status === 'failed') failures.push({ title, output: (test.failureMessages ?? []).join('\n') });
      else skipped.push(title);
    }
  }
  if (!report.success && failures.length === 0) failures.push({ title: 'vitest failed outside its tests', output: '' });
  finish('vitest', passed, failures, skipped);
}

function readPlaywright() {
  const report = readReport('playwright');
  if (!report) return;
  let passed = 0;
  const failures = (report.errors ?? []).map(({ message }) => ({ title: 'outside the tests', output: message ?? '' }));
  const skipped = [];
  const walk = (suite, path) => {
    const here = [...path, suite.title].filter(Boolean);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const title = [...here, spec.title, test.projectName].filter(Boolean).join(' › ');
        const last = test.results.at(-1);
        if (test.status === 'expected') passed += 1;
        else if (test.status === 'skipped') skipped.push(title);
        // "flaky" (passed at a second try) is a failure here: nobody looks at it again otherwise.
        else failures.push({ title: `${title} (${test.status})`, output: last?.error?.message ?? '' });
      }
    }
    for (const child of suite.suites ?? []) walk(child, here);
  };
  for (const suite of report.suites ?? []) walk(suite, []);
  finish('playwright', passed, failures, skipped);
}

function total() {
  const rows = existsSync(counts) ? readFileSync(counts, 'utf8').trim().split('\n').filter(Boolean) : [];
  const sum = [0, 0, 0];
  for (const row of rows) {
    for (const [i, value] of row.split(' ').slice(-3).entries()) sum[i] += Number(value);
  }
  const [passed, failed, skipped] = sum;
  process.stdout.write(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

const runs = { go: readGo, vitest: readVitest, playwright: readPlaywright, total };
if (!(kind in runs) || !counts) {
  say('usage: node scripts/report.mjs go|vitest|playwright|total COUNTS [REPORT.json]');
  process.exit(2);
}
await runs[kind]();
