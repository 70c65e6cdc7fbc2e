// The browser's own keep: the app's shell, so that it opens on a cut line, and the last state of the disaster board. Nothing else
// of the API is ever kept, and nothing at all after the session's end. scripts/pwa.mjs fills in version and files.
const version = '__VERSION__';
const files = ['__FILES__'];

const shellName = `shell-${version}`;
const boardName = 'board';
/** On a line as bad as this the shell that is here comes sooner. */
const patience = 5000;

/** Who reads. It says when the session ends, and with that everything else that is kept. */
const me = '/api/v1/me';
/** The three reads that the board needs to open. */
const kept = [/^\/api\/v1\/me$/, /^\/api\/v1\/disasters\/current$/, /^\/api\/v1\/disasters\/[\w-]+\/board$/];
/** What ends a session, and what begins another one. */
const session = /^\/api\/v1\/sessions?(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shellName)
      .then((cache) => cache.addAll(files.map((f) => new Request(f, { cache: 'no-cache' }))))
      .then(() => self.skipWaiting()),
  );
});

// The version before stays as well: a page that is still open may ask for one of its parts.
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((n) => n.startsWith('shell-') && n !== shellName).slice(0, -1))
      .then((old) => Promise.all(old.map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (session.test(url.pathname) && request.method !== 'GET') {
    event.respondWith(forgetting(request));
  } else if (request.method === 'GET' && kept.some((k) => k.test(url.pathname))) {
    event.respondWith(board(request));
  } else if (request.mode === 'navigate' && request.method === 'GET' && !url.pathname.startsWith('/api/')) {
    event.respondWith(page(request));
  } else if (request.method === 'GET' && url.pathname.startsWith('/assets/')) {
    event.respondWith(part(request));
  }
});

/** Counts the beginnings and ends of sessions: an answer that was asked for before one belongs to nobody after it. */
let epoch = 0;

function forget() {
  epoch++;
  return caches.delete(boardName);
}

/** Signing in or out: whatever was kept belongs to the session before, even if the line is cut on the way. */
async function forgetting(request) {
  await forget();
  const answer = await fetch(request);
  await forget(); // what was asked for meanwhile may be of either session
  return answer;
}

/** Whether the server itself speaks, and no proxy or network on the way. */
const ours = (answer) =>
  /^application\/(problem\+)?json/.test(answer.headers.get('Content-Type') ?? '') &&
  ![502, 503, 504].includes(answer.status);

/** The server's answer; only when there is none, the last one. Being signed out is an answer. */
async function board(request) {
  const asked = epoch;
  let answer;
  try {
    answer = await fetch(request);
  } catch (cut) {
    const last = await lastOf(request.url);
    if (last) return last;
    throw cut;
  }
  if (!ours(answer)) return (await lastOf(request.url)) ?? answer;
  if (answer.status === 401 || answer.status === 403) await forget();
  // A full disk costs the keep and not the answer.
  else if (answer.ok) await keep(request.url, answer.clone(), asked).catch(() => {});
  return answer;
}

async function keep(url, answer, asked) {
  const now = Date.now();
  const headers = new Headers(answer.headers);
  const body = await answer.text();
  headers.set('X-Kept-At', String(now));
  if (new URL(url).pathname === me) {
    // By the server's clock: that of the device may be wrong.
    const told = Date.parse(headers.get('Date') ?? '');
    headers.set('X-Kept-Until', String(now + Date.parse(JSON.parse(body).sessionEndsAt) - (told || now)));
  }
  if (asked !== epoch) return;
  const cache = await caches.open(boardName);
  await cache.put(url, new Response(body, { status: 200, headers }));
  if (asked !== epoch) await caches.delete(boardName);
}

/** What was kept, as long as the session that it was kept in lasts. */
async function lastOf(url) {
  const cache = await caches.open(boardName);
  const whose = await cache.match(new URL(me, location.origin).href);
  if (!(Number(whose?.headers.get('X-Kept-Until')) > Date.now())) return undefined;
  return cache.match(url);
}

/** The page of the server, always: so nobody is left on an old version. Without an answer, the shell that is here. */
async function page(request) {
  const shell = () => caches.open(shellName).then((cache) => cache.match('/'));
  const late = new Promise((done) => {
    setTimeout(() => shell().then((here) => here && done(here)), patience);
  });
  const fresh = fetch(request).catch(async (cut) => (await shell()) ?? Promise.reject(cut));
  return Promise.race([fresh, late]);
}

/** Parts are named by their content: what is here is right. */
async function part(request) {
  const here = await caches.match(request.url);
  if (here) return here;
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(shellName);
    await cache.put(request.url, answer.clone());
  }
  return answer;
}
