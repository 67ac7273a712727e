// Checking in on a telephone: reads codes, finds names, and goes on without a connection. What was seen waits in the device's own
// database until the server has answered it; the server alone decides who was first.
const element = document.querySelector("[data-door]");
const settings = JSON.parse(document.getElementById("door-settings").textContent);
const { words } = settings;
const part = (name) => element.querySelector(`[data-${name}]`);
const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);
const clock = (moment) => new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

const people = new Map();
const waiting = new Map();
let database;
let device;
let isSending = false;
let line = "sent";

// What this device keeps

function open() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("clubhuis-door", 1);
    opening.onupgradeneeded = () => {
      for (const [name, key] of [["people", ["event", "id"]], ["scans", "key"], ["events", "event"]]) opening.result.createObjectStore(name, { keyPath: key });
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

function within(stores, mode, deed) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode);
    const result = deed(...[stores].flat().map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(result?.result);
    transaction.onerror = () => reject(transaction.error);
  });
}

async function remember() {
  const kept = await within("events", "readonly", (events) => events.getAll());
  for (const one of kept) if (one.until < Date.now()) await forget(one.event);
  for (const one of await within("people", "readonly", (store) => store.getAll())) if (one.event === settings.event) people.set(one.id, one);
  for (const one of await within("scans", "readonly", (store) => store.getAll())) if (one.event === settings.event) waiting.set(one.key, one);
}

async function keepPeople(fresh) {
  people.clear();
  for (const one of fresh) people.set(one.id, { ...one, event: settings.event });
  for (const scan of waiting.values()) if (scan.id && people.has(scan.id)) people.get(scan.id).in[scan.session] ??= scan.at;
  await within(["people", "events"], "readwrite", (store, events) => {
    store.delete(IDBKeyRange.bound([settings.event, -Infinity], [settings.event, Infinity]));
    for (const one of people.values()) store.put(one);
    events.put({ event: settings.event, until: settings.until });
  });
}

async function forget(event) {
  await within(["people", "scans", "events"], "readwrite", (store, scans, events) => {
    store.delete(IDBKeyRange.bound([event, -Infinity], [event, Infinity]));
    const walk = scans.openCursor();
    walk.onsuccess = () => {
      const cursor = walk.result;
      if (!cursor) return;
      if (cursor.value.event === event) cursor.delete();
      cursor.continue();
    };
    events.delete(event);
  });
}

// Letting in

const door = () => document.getElementById("door-session")?.value ?? "";

async function note(person, seen) {
  const session = door();
  const at = Date.now();
  if (person && session && !person.sessions.includes(Number(session))) return show("bad", person.name, words.not_chosen);
  const since = person?.in[session];
  const scan = { key: crypto.randomUUID(), event: settings.event, at, session, ...seen };
  waiting.set(scan.key, scan);
  tell(line === "sent" ? "waiting" : line);
  await within("scans", "readwrite", (scans) => scans.put(scan));
  if (since) show("warn", person.name, fill(words.again, { time: clock(since) }));
  else if (person) {
    person.in[session] = at;
    await within("people", "readwrite", (store) => store.put(person));
    show("good", person.name, [words.in, person.organisation].filter(Boolean).join(" · "));
  }
  draw();
  send();
}

function seenCode(text) {
  const code = text.match(/(?:^|\/b\/)(\d{1,15}-[0-9a-f]{16})\/?$/)?.[1];
  const person = [...people.values()].find((one) => one.code === code);
  if (!code) return show("bad", words.unknown, "");
  // Somebody who registered a minute ago is not on this list yet; the server knows.
  if (!person && line === "offline") show("bad", words.unknown, "");
  return note(person, person ? { id: person.id, code } : { code });
}

function show(tone, name, said) {
  const result = part("result");
  result.hidden = false;
  result.dataset.tone = tone;
  const title = document.createElement("strong");
  title.textContent = name;
  const text = document.createElement("span");
  text.textContent = said;
  const box = document.createElement("div");
  box.append(title, text);
  result.replaceChildren(box);
  navigator.vibrate?.(tone === "good" ? 60 : [80, 60, 80]);
}

// Sending

async function send() {
  if (isSending) return;
  isSending = true;
  try {
    while (waiting.size) {
      const batch = [...waiting.values()].slice(0, 100);
      const answer = await ask(settings.scans, { device, scans: batch });
      if (!answer) return;
      for (const one of answer.answers) await settle(one);
      count(answer.arrived, answer.expected);
      if (!answer.answers.length) return;
    }
    tell("sent");
  } finally {
    isSending = false;
    draw();
  }
}

async function ask(url, body) {
  try {
    const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": settings.token }, body: JSON.stringify(body) });
    if (answer.redirected || answer.status === 403 || answer.status === 404) return tell("sign_in");
    return answer.ok ? await answer.json() : tell("waiting");
  } catch {
    return tell("offline");
  }
}

async function settle(answer) {
  const scan = waiting.get(answer.key);
  if (!scan) return;
  waiting.delete(answer.key);
  await within("scans", "readwrite", (scans) => scans.delete(answer.key));
  const person = people.get(answer.id);
  if (person && answer.first_at && !scan.session) person.in[""] = answer.first_at;
  const late = Date.now() - scan.at > 15000;
  const again = () => [fill(words.again, { time: clock(answer.first_at) }), answer.first_device && fill(words.elsewhere, { device: answer.first_device })].filter(Boolean).join(" ");
  if (answer.outcome === "in") {
    if (!scan.id && !late) show("good", answer.name, [words.in, answer.organisation].filter(Boolean).join(" · "));
  } else if (answer.outcome === "again") {
    if (late) problem(answer.name, again());
    else show("warn", answer.name, again());
  } else {
    const name = answer.name ?? scan.walk_in?.name ?? "";
    const said = answer.said ?? words[answer.outcome] ?? "";
    if (late) problem(name, said);
    else show("bad", name || said, name ? said : "");
  }
}

function problem(name, said) {
  const row = document.createElement("li");
  row.textContent = [name, said].filter(Boolean).join(": ");
  part("problems").append(row);
}

function tell(state) {
  line = state;
  const box = part("line");
  const number = waiting.size;
  box.hidden = false;
  box.dataset.state = state === "sent" ? "sent" : state === "waiting" ? "waiting" : "offline";
  const open = number ? fill(words.waiting, { count: number }) : "";
  box.textContent = state === "sent" ? words.sent : [words[state] === words.waiting ? "" : words[state], open].filter(Boolean).join(". ");
  return null;
}

let tag = "";
async function refresh() {
  try {
    const answer = await fetch(settings.list, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    if (answer.redirected) return tell("sign_in");
    if (answer.status === 304) return waiting.size ? send() : tell("sent");
    if (!answer.ok) return;
    tag = answer.headers.get("ETag") ?? "";
    await keepPeople((await answer.json()).people);
    if (waiting.size) await send();
    else tell("sent");
    draw();
  } catch {
    tell("offline");
  }
}

// The list

function count(arrived, expected) {
  if (door()) return;
  part("arrived").textContent = arrived;
  part("expected").textContent = expected;
}

function draw() {
  const session = door();
  const asked = document.getElementById("door-q").value.toLowerCase().split(/\s+/).filter(Boolean);
  const here = [...people.values()].filter((one) => !session || one.sessions.includes(Number(session)));
  if (people.size) {
    part("arrived").textContent = here.filter((one) => one.in[session]).length;
    part("expected").textContent = here.length;
  }
  const found = here.filter((one) => asked.every((word) => `${one.name} ${one.organisation}`.toLowerCase().includes(word)));
  found.sort((a, b) => a.name.localeCompare(b.name));
  const list = part("list");
  const focused = list.contains(document.activeElement) ? document.activeElement.closest("li")?.dataset.id : null;
  list.replaceChildren(...(found.length ? found.slice(0, 60).map((one) => row(one, session)) : [empty()]));
  part("pages")?.remove();
  if (focused) list.querySelector(`[data-id="${focused}"] button`)?.focus();
}

function row(person, session) {
  const line = document.createElement("li");
  line.className = "door-row";
  line.dataset.id = person.id;
  const about = document.createElement("div");
  for (const [name, text] of [["door-name", person.name], ["quiet small", [person.organisation, person.ticket].filter(Boolean).join(" · ")]]) {
    if (!text) continue;
    const words_ = document.createElement("p");
    words_.className = name;
    words_.textContent = text;
    about.append(words_);
  }
  const since = person.in[session];
  if (since) {
    line.classList.add("door-in");
    const said = document.createElement("p");
    said.className = "door-since small";
    said.textContent = `✓ ${fill(words.is_in, { time: clock(since) })}`;
    line.append(about, said);
  } else {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-plain";
    button.textContent = part("scanner").dataset.checkIn;
    button.setAttribute("aria-label", fill(words.check_in, { name: person.name }));
    button.addEventListener("click", () => note(person, { id: person.id }));
    line.append(about, button);
  }
  return line;
}

function empty() {
  const line = document.createElement("li");
  line.className = "quiet";
  line.textContent = words.nobody;
  return line;
}

// The camera

async function reader() {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = settings.decoder;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, 640 / video.videoWidth);
    canvas.width = video.videoWidth * scale;
    canvas.height = video.videoHeight * scale;
    brush.drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = brush.getImageData(0, 0, canvas.width, canvas.height);
    return window.jsQR(picture.data, picture.width, picture.height)?.data;
  };
}

let stream;
async function scan() {
  const video = part("video");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const read = await reader();
    video.srcObject = stream;
    await video.play();
    part("view").hidden = false;
    part("scan").hidden = true;
    watch(video, read);
  } catch {
    stop();
    show("bad", words.no_camera, "");
  }
}

// The same badge in view for a while is one scan.
async function watch(video, read) {
  let last = "";
  let until = 0;
  while (stream) {
    const text = video.videoWidth ? await read(video).catch(() => "") : "";
    if (text && (text !== last || Date.now() > until)) {
      last = text;
      until = Date.now() + 4000;
      await seenCode(text);
    }
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
}

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
  part("view").hidden = true;
  part("scan").hidden = false;
}

// Beginning

function walkIn(event) {
  event.preventDefault();
  const form = event.target;
  const filled = Object.fromEntries(["name", "organisation_name", "email"].map((name) => [name, form.elements[name].value.trim()]));
  if (!filled.name) return form.elements.name.focus();
  const offline = line === "offline" || !navigator.onLine;
  note(undefined, { walk_in: filled, although_full: offline || form.elements.although_full.checked });
  if (offline) show("good", filled.name, words.in);
  form.reset();
  form.closest("details").open = false;
}

async function begin() {
  database = await open();
  device = localStorage.getItem("clubhuis-device") ?? crypto.randomUUID().slice(0, 4).toUpperCase();
  localStorage.setItem("clubhuis-device", device);
  await remember();
  part("scanner").dataset.checkIn = document.querySelector("h1").textContent;
  part("scanner").hidden = false;
  part("device").hidden = false;
  part("device-name").textContent = fill(words.device, { name: device });
  part("scan").addEventListener("click", scan);
  part("stop").addEventListener("click", stop);
  part("search").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("door-q").addEventListener("input", draw);
  document.getElementById("door-session")?.addEventListener("change", draw);
  document.getElementById("walk-in").addEventListener("submit", walkIn);
  part("clear").addEventListener("click", clear);
  window.addEventListener("online", refresh);
  window.addEventListener("offline", () => tell("offline"));
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
  if (people.size) draw();
  await refresh();
  if (people.size) draw();
  setInterval(refresh, 10000);
  element.dataset.ready = "";
  if ("serviceWorker" in navigator) {
    const registration = await navigator.serviceWorker.register(settings.worker);
    await navigator.serviceWorker.ready;
    registration.active?.postMessage("keep");
    element.dataset.kept = "";
  }
}

async function clear() {
  if (waiting.size) return show("warn", words.keep_first, "");
  stop();
  await forget(settings.event);
  people.clear();
  const registration = await navigator.serviceWorker?.getRegistration(settings.worker);
  registration?.active?.postMessage("forget");
  await registration?.unregister();
  show("good", words.cleared, "");
}

if (window.indexedDB) begin();
