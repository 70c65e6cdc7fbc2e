// Writes a .br and a .gz twin beside every text asset, so the program serves them without compressing at run time.
import { existsSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const text = /\.(js|css|html|svg|json|txt)$/;

// Assets of an earlier build are not in this build's manifest; the folder itself stays, because of .keep.
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const wanted = new Set(Object.values(manifest).flatMap((c) => [c.file, ...(c.css ?? []), ...(c.assets ?? [])]));

for (const name of readdirSync(dist, { recursive: true })) {
  const path = join(dist, name);
  if (!statSync(path).isFile() || name.startsWith('.')) continue;
  // The twins of an asset that did not change stand there already, and are written again with it.
  if (name.startsWith('assets/') && !wanted.has(name.replace(/\.(br|gz)$/, ''))) {
    unlinkSync(path);
    continue;
  }
  if (!text.test(name)) continue;
  const data = readFileSync(path);
  if (data.length < 1024) continue;
  writeFileSync(`${path}.br`, brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  writeFileSync(`${path}.gz`, gzipSync(data, { level: 9 }));
}

// What every page loads before its own part. A constant that a route takes from a component's file brings the component along.
const limit = 250_000;
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const first = ['index.html', ...[...page.matchAll(/(?:href|src)="\/([^"]+)"/g)].map((m) => m[1])];
const bytes = first.reduce((sum, name) => {
  const twin = join(dist, `${name}.br`);
  return sum + statSync(existsSync(twin) ? twin : join(dist, name)).size;
}, 0);
console.log(
  `first load: ${Math.round(bytes / 1000)} kB compressed in ${first.length} files, ${limit / 1000} kB at most`,
);
if (bytes > limit) process.exit(1);
