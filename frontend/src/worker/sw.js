// The browser's own keep: the app's shell, so that it opens on a cut line, and the last state of the disaster board. Nothing else
// of the API is ever kept, and nothing at all after the session's end. scripts/pwa.mjs fills in version and files.
const version = '__VERSION__';
const files = ['__FILES__'];

const shellName = `shell-${version}`;
const boardName = 'board';
/** A session never lasts longer; what is older belongs to nobody. */
const boardLife = 12 * 60 * 60 * 1000;
/** On a line as bad as this the shell that is here comes sooner. */
const patience = 5000;

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

/** Signing in or out: whatever was kept belongs to the session before. */
async function forgetting(request) {
  await caches.delete(boardName);
  const answer = await fetch(request);
  await caches.delete(boardName); // an answer that was still on its way may have been kept meanwhile
  return answer;
}

/** The server's answer; only when there is none, the last one. Being signed out is an answer. */
async function board(request) {
  try {
    const answer = await fetch(request);
    if (answer.status === 401 || answer.status === 403) await caches.delete(boardName);
    else if (answer.ok) {
      const cache = await caches.open(boardName);
      const headers = new Headers(answer.headers);
      headers.set('X-Kept-At', String(Date.now()));
      await cache.put(request.url, new Response(await answer.clone().blob(), { status: 200, headers }));
    }
    return answer;
  } catch (cut) {
    const last = await caches.open(boardName).then((cache) => cache.match(request.url));
    if (!last || Date.now() - Number(last.headers.get('X-Kept-At')) > boardLife) throw cut;
    return last;
  }
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
