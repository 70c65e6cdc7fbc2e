// Fails when package.json asks for something else than package-lock.json was made for.
//   node scripts/locked.mjs FOLDER
import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(`${process.argv[2]}/${name}`, 'utf8'));
const wanted = read('package.json');
const locked = read('package-lock.json').packages[''];

let behind = false;
for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
  const [want, have] = [wanted[kind] ?? {}, locked[kind] ?? {}];
  for (const name of new Set([...Object.keys(want), ...Object.keys(have)])) {
    if (want[name] === have[name]) continue;
    process.stderr.write(`   ${name}: package.json has ${want[name] ?? 'nothing'}, package-lock.json ${have[name] ?? 'nothing'}\n`);
    behind = true;
  }
}
process.exitCode = behind ? 1 : 0;
