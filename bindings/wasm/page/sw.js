// The build puts VERSION and FILES above: a hash of all files, and each file with its own hash.
//
// All files are kept or none: an answer with another hash (half of an older page, a notice of a school's filter) makes the
// installation fail, and the page goes on as it is. A newer page waits until the older one is closed everywhere.

// Other folders of the origin may have a page too. No encoded path has a colon, so no name is the beginning of another's.
const MINE = `orientir-page:${encodeURIComponent(new URL(self.registration.scope).pathname)}:`;
const CACHE = MINE + VERSION;

self.addEventListener("install", (event) => {
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers());
});

/** The page asks whether everything is kept. What the browser threw away meanwhile is fetched again. */
self.addEventListener("message", (event) => {
  const told = keep().then(
    () => true,
    () => false,
  );
  event.waitUntil(told.then((kept) => event.ports[0]?.postMessage(kept)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const name = request.method === "GET" ? nameOf(request) : undefined;
  if (name !== undefined) event.respondWith(answer(request, name));
});

async function keep() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    Object.entries(FILES).map(async ([name, integrity]) => {
      if (await cache.match(name)) return;
      const response = await fetch(new Request(name, { cache: "no-cache", integrity }));
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      await cache.put(name, response);
    }),
  );
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(MINE) && name !== CACHE).map((name) => caches.delete(name)));
}

/** The file that a request asks for, if it is one of the page's. */
function nameOf(request) {
  const { origin, pathname } = new URL(request.url);
  const scope = new URL(self.registration.scope);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return undefined;
  const name = pathname.slice(scope.pathname.length);
  const file = name === "" || name === "index.html" ? "./" : name;
  return Object.hasOwn(FILES, file) ? file : undefined;
}

async function answer(request, name) {
  const cache = await caches.open(CACHE);
  return (await cache.match(name)) ?? fetch(request);
}
