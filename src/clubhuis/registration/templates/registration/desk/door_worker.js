// Keeps the page of the check-in, without anybody on it, so that it opens when there is no connection. Nothing else is touched.
const settings = {{ settings|safe }};
const KEPT = "clubhuis-door-1";

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page with everything it names: styles, scripts, pictures.
async function keep() {
  const cache = await caches.open(KEPT);
  const answer = await fetch(settings.shell, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error("not signed in");
  const text = await answer.clone().text();
  const named = [...text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1]);
  await Promise.all([...new Set([...named, ...settings.assets])].map((one) => cache.add(one).catch(() => undefined)));
  await cache.put(settings.shell, answer);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(asset(request));
});

async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(settings.shell)) ?? Response.error();
  }
}

async function asset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(KEPT)).put(request, answer.clone());
  return answer;
}

// A module that is imported by a kept script is kept on its way by; the page asks for what is new when it is opened.
self.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keep().catch(() => undefined));
  if (event.data === "forget") event.waitUntil(caches.delete(KEPT));
});
