// Makes the app installable: icons drawn from the mark, the manifest, and the service worker with the files of its shell.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const root = new URL('..', import.meta.url).pathname;
const dist = join(root, 'dist');
const svg = readFileSync(join(root, 'src/ui/theme/mark.svg'), 'utf8');

/** The corners of the mark: its path knows M, H, V, h, v and z only. */
function corners(path) {
  const out = [];
  let [x, y] = [0, 0];
  for (const [, command, text] of path.matchAll(/([MHVhvz])([^MHVhvz]*)/g)) {
    const n = (text.match(/-?[\d.]+/g) ?? []).map(Number);
    if (command === 'M') [x, y] = n;
    else if (command === 'H') x = n[0];
    else if (command === 'V') y = n[0];
    else if (command === 'h') x += n[0];
    else if (command === 'v') y += n[0];
    out.push([x, y]);
  }
  if (/[^MHVhvz\d\s.-]/.test(path))
    throw new Error('the mark is no longer made of straight lines: pwa.mjs cannot draw it');
  return out;
}

const shape = corners(/ d="([^"]+)"/.exec(svg)[1]);
const ink = /fill="#(\w{6})"/
  .exec(svg)[1]
  .match(/../g)
  .map((h) => Number.parseInt(h, 16));

/** Whether a point lies in the mark: an odd number of its upright edges lie to the right. */
function inside(px, py) {
  let odd = false;
  for (let i = 0; i < shape.length; i++) {
    const [ax, ay] = shape[i];
    const [bx, by] = shape[(i + 1) % shape.length];
    if (ay > py !== by > py && px < ax + ((py - ay) / (by - ay)) * (bx - ax)) odd = !odd;
  }
  return odd;
}

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
};

/** The mark on white, in the middle of a square; part says how much of it the mark's own square takes. */
function png(size, part) {
  const fine = 4;
  const scale = (size * part) / 32;
  const edge = (size * (1 - part)) / 2;
  const raw = Buffer.alloc(size * (size * 3 + 1));
  for (let y = 0, at = 0; y < size; y++) {
    raw[at++] = 0;
    for (let x = 0; x < size; x++) {
      let hits = 0;
      for (let i = 0; i < fine * fine; i++) {
        const px = x + ((i % fine) + 0.5) / fine;
        const py = y + (Math.floor(i / fine) + 0.5) / fine;
        if (inside((px - edge) / scale, (py - edge) / scale)) hits++;
      }
      for (const c of ink) raw[at++] = Math.round(255 + ((c - 255) * hits) / (fine * fine));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

writeFileSync(join(dist, 'icon-192.png'), png(192, 0.9));
writeFileSync(join(dist, 'icon-512.png'), png(512, 0.9));
// Masks cut up to a fifth from every side.
writeFileSync(join(dist, 'icon-maskable.png'), png(512, 0.6));
writeFileSync(join(dist, 'apple-touch-icon.png'), png(180, 0.75));

writeFileSync(
  join(dist, 'app.webmanifest'),
  JSON.stringify({
    id: '/',
    name: '澪標 Miotsukushi',
    short_name: '澪標',
    lang: 'ja',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#ffffff',
    icons: [
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [{ name: '災害時の報告', url: '/disasters' }],
  }),
);

// The shell: what every page loads, and all that the disaster board needs, in both languages.
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const wanted =
  /^src\/(routes\/_app(\.tsx|\/disasters\/)|routes\/sign-in|locales\/(ja|en)\/(common|problem|shell|disasters|session)\.json)/;
const files = new Set();
const seen = new Set();
function take(key) {
  if (seen.has(key)) return;
  seen.add(key);
  const part = manifest[key];
  for (const f of [part.file, ...(part.css ?? []), ...(part.assets ?? []).filter((a) => !a.endsWith('.woff2'))])
    files.add(`/${f}`);
  for (const next of part.imports ?? []) take(next);
}
for (const [key, part] of Object.entries(manifest)) if (part.isEntry || wanted.test(key)) take(key);

const shell = ['/', '/app.webmanifest', ...[...files].sort()];
const hash = createHash('sha256')
  .update(readFileSync(join(dist, 'index.html')))
  .update(shell.join());
const worker = readFileSync(join(root, 'src/worker/sw.js'), 'utf8');
writeFileSync(
  join(dist, 'sw.js'),
  worker
    .replace('__VERSION__', hash.update(worker).digest('hex').slice(0, 12))
    .replace("['__FILES__']", JSON.stringify(shell)),
);
