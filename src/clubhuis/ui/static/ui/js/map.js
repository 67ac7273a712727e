// A map drawn as SVG: borders of provinces, towns to find one's way, and the points of the page, gathered where they crowd.
// Keyboard: + and − and the arrows on the map itself, or the list beside it. Nothing needs dragging: a click moves there.
import { gather, project, unitsPerKilometre } from "./projection.js";

const SVG = "http://www.w3.org/2000/svg";
const CROWDED = 26; // screen pixels within which points become one
const CLOSEST = 1 / 60000; // the smallest part of the world that still makes sense with only borders to look at
const FAMILIAR = 1 / 250; // some hundred kilometres in our parts: always a border and a few towns to know it by

let borders; // fetched once for all maps of a page

export async function drawMap(frame) {
  const data = JSON.parse(document.getElementById(frame.dataset.map).textContent);
  borders ??= fetch(data.base).then((answer) => answer.json());
  const base = await borders;
  frame.hidden = false;
  new HouseMap(frame, data, base);
}

class HouseMap {
  constructor(frame, data, base) {
    this.frame = frame;
    this.words = data.words;
    this.points = data.points.map((point) => ({ ...point, ...project(point.longitude, point.latitude) }));
    this.around = data.around;
    this.picture = make("svg", { class: "map-picture", "aria-hidden": "true" });
    this.land = make("g", { class: "map-land" });
    this.names = make("g", { class: "map-names" });
    this.marks = make("g", { class: "map-marks" });
    for (const region of base.features) this.land.append(make("path", { d: outline(region.geometry), class: `map-${region.properties.country.toLowerCase()}` }));
    if (this.around) this.land.append(this.circle());
    this.picture.append(this.land, this.names, this.marks);
    this.towns = data.towns.map(([name, longitude, latitude, rank]) => ({ name, rank, ...project(longitude, latitude) }));
    frame.append(this.picture, this.buttons());
    this.popup = document.createElement("div");
    this.popup.className = "map-popup";
    this.popup.hidden = true;
    frame.append(this.popup);
    this.home = this.whole();
    this.view = { ...this.home };
    this.listen();
    new ResizeObserver(() => this.show()).observe(frame);
  }

  // The part of the world that holds every point (or the circle), with room around it.
  whole() {
    const places = this.around ? [] : [...this.points];
    if (this.around) {
      const middle = project(this.around.longitude, this.around.latitude);
      const reach = this.around.kilometres * unitsPerKilometre(this.around.latitude);
      places.push({ x: middle.x - reach, y: middle.y - reach }, { x: middle.x + reach, y: middle.y + reach });
    }
    if (!places.length) places.push(project(3.4, 53.5), project(7.2, 50.8));
    const [left, right] = ends(places.map((place) => place.x));
    const [top, bottom] = ends(places.map((place) => place.y));
    const size = Math.max((right - left) * 1.35, (bottom - top) * 1.35, FAMILIAR);
    return { x: (left + right) / 2, y: (top + bottom) / 2, size };
  }

  // `size` is how much of the world the shorter side of the frame shows.
  get scale() {
    return Math.min(this.frame.clientWidth, this.frame.clientHeight) / this.view.size;
  }

  onScreen(place) {
    return { x: (place.x - this.view.x) * this.scale + this.frame.clientWidth / 2, y: (place.y - this.view.y) * this.scale + this.frame.clientHeight / 2 };
  }

  onMap(x, y) {
    return { x: (x - this.frame.clientWidth / 2) / this.scale + this.view.x, y: (y - this.frame.clientHeight / 2) / this.scale + this.view.y };
  }

  show() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    if (!width) return;
    this.picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const origin = this.onScreen({ x: 0, y: 0 });
    this.land.setAttribute("transform", `translate(${origin.x} ${origin.y}) scale(${this.scale})`);
    this.marks.replaceChildren(...this.groups().map((group) => this.mark(group)));
    this.names.replaceChildren(...this.townNames());
  }

  groups() {
    return gather(this.points.map((point) => ({ point, ...this.onScreen(point) })), CROWDED);
  }

  mark(group) {
    const many = group.members.length > 1;
    const mark = make("g", { class: many ? "map-mark map-crowd" : "map-mark", transform: `translate(${group.x} ${group.y})` });
    mark.append(make("circle", { r: many ? Math.min(22, 11 + Math.log2(group.members.length) * 2) : 6 }));
    if (many) mark.append(make("text", { dy: "0.35em" }, group.members.length));
    mark.addEventListener("click", (event) => {
      event.stopPropagation();
      const spread = this.spread(group);
      if (many && spread && this.view.size > CLOSEST * 12) this.move({ ...spread, size: Math.max(spread.size, this.view.size / 4) });
      else this.tell(group);
    });
    if (!many) mark.addEventListener("pointerenter", () => this.tell(group));
    return mark;
  }

  // Where the members of a group lie apart; null when they stand on the same spot.
  spread(group) {
    const [left, right] = ends(group.members.map((member) => member.point.x));
    const [top, bottom] = ends(group.members.map((member) => member.point.y));
    const size = Math.max(right - left, bottom - top);
    return size > CLOSEST ? { x: (left + right) / 2, y: (top + bottom) / 2, size: size * 1.3 } : null;
  }

  tell(group) {
    const list = document.createElement("ul");
    for (const { point } of group.members.slice(0, 12)) {
      const item = document.createElement("li");
      const name = document.createElement(point.href ? "a" : "span");
      name.textContent = point.name;
      if (point.href) name.href = point.href;
      item.append(name);
      if (point.note) {
        const note = document.createElement("p");
        note.textContent = point.note;
        item.append(note);
      }
      list.append(item);
    }
    if (group.members.length > 12) {
      const rest = document.createElement("li");
      rest.textContent = `+ ${group.members.length - 12}`;
      list.append(rest);
    }
    this.popup.replaceChildren(list);
    this.popup.hidden = false;
    // Positions are set through the style object, which a content security policy allows.
    const above = group.y > this.popup.offsetHeight + 24;
    this.popup.style.left = `${clamp(group.x - this.popup.offsetWidth / 2, 8, this.frame.clientWidth - this.popup.offsetWidth - 8)}px`;
    this.popup.style.top = `${above ? group.y - this.popup.offsetHeight - 14 : group.y + 16}px`;
  }

  // Names only where they do not stand on each other; larger towns first.
  townNames() {
    const taken = [];
    const shown = [];
    const enough = this.view.size < 0.008 ? 3 : this.view.size < 0.018 ? 2 : 1;
    for (const town of this.towns) {
      if (town.rank > enough) continue;
      const { x, y } = this.onScreen(town);
      if (x < 0 || y < 0 || x > this.frame.clientWidth || y > this.frame.clientHeight) continue;
      const box = { left: x - 4, right: x + 8 + town.name.length * 7, top: y - 9, bottom: y + 9 };
      if (taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) continue;
      taken.push(box);
      const name = make("g", { transform: `translate(${x} ${y})` });
      name.append(make("circle", { r: 1.5 }), make("text", { x: 6, dy: "0.35em" }, town.name));
      shown.push(name);
    }
    return shown;
  }

  circle() {
    const middle = project(this.around.longitude, this.around.latitude);
    return make("circle", { class: "map-around", cx: middle.x, cy: middle.y, r: this.around.kilometres * unitsPerKilometre(this.around.latitude) });
  }

  move(view) {
    this.view = { x: clamp(view.x, 0, 1), y: clamp(view.y, 0, 1), size: clamp(view.size, CLOSEST * 8, 0.2) };
    this.popup.hidden = true;
    this.show();
  }

  zoom(factor, at = this.view) {
    const size = clamp(this.view.size * factor, CLOSEST * 8, 0.2);
    const share = size / this.view.size;
    this.move({ x: at.x + (this.view.x - at.x) * share, y: at.y + (this.view.y - at.y) * share, size });
  }

  buttons() {
    const bar = document.createElement("div");
    bar.className = "map-buttons";
    for (const [text, label, act] of [
      ["+", this.words.closer, () => this.zoom(1 / 1.6)],
      ["−", this.words.further, () => this.zoom(1.6)],
      ["⤢", this.words.everything, () => this.move({ ...this.home })],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-plain button-icon";
      button.textContent = text;
      button.title = label;
      button.setAttribute("aria-label", label);
      button.addEventListener("click", act);
      bar.append(button);
    }
    return bar;
  }

  listen() {
    const fingers = new Map();
    let moved = 0;
    this.picture.addEventListener("pointerdown", (event) => {
      fingers.set(event.pointerId, event);
      moved = 0;
      this.picture.setPointerCapture?.(event.pointerId);
    });
    this.picture.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const others = [...fingers.values()].filter((finger) => finger.pointerId !== event.pointerId);
      if (others.length) {
        const was = distance(before, others[0]);
        const is = distance(event, others[0]);
        if (was && is) this.zoom(was / is);
      } else {
        moved += distance(before, event);
        const { x, y, size } = this.view;
        this.move({ x: x - (event.clientX - before.clientX) / this.scale, y: y - (event.clientY - before.clientY) / this.scale, size });
      }
      fingers.set(event.pointerId, event);
    });
    const lift = (event) => fingers.delete(event.pointerId);
    this.picture.addEventListener("pointerup", lift);
    this.picture.addEventListener("pointercancel", lift);
    this.picture.addEventListener("click", (event) => {
      if (moved > 5) return;
      const mark = document.elementsFromPoint(event.clientX, event.clientY).find((element) => element.closest?.(".map-mark"));
      if (mark) mark.closest(".map-mark").dispatchEvent(new MouseEvent("click"));
      else this.move({ ...this.onMap(...inside(this.frame, event)), size: this.view.size });
    });
    this.picture.addEventListener("dblclick", (event) => this.zoom(1 / 2, this.onMap(...inside(this.frame, event))));
    // The wheel scrolls the page, as everywhere; with Ctrl (or a pinch on a touchpad) it zooms.
    this.frame.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, this.onMap(...inside(this.frame, event)));
    }, { passive: false });
    this.frame.addEventListener("keydown", (event) => {
      const step = this.view.size / 6;
      const { x, y, size } = this.view;
      const act = {
        ArrowLeft: () => this.move({ x: x - step, y, size }),
        ArrowRight: () => this.move({ x: x + step, y, size }),
        ArrowUp: () => this.move({ x, y: y - step, size }),
        ArrowDown: () => this.move({ x, y: y + step, size }),
        "+": () => this.zoom(1 / 1.6),
        "-": () => this.zoom(1.6),
        Escape: () => (this.popup.hidden = true),
      }[event.key];
      if (!act || event.target !== this.frame) return;
      event.preventDefault();
      act();
    });
    // A name in the list that is pointed at or focused lights up on the map.
    this.frame.parentElement.querySelector(".map-list")?.addEventListener("pointerover", (event) => this.light(event));
    this.frame.parentElement.querySelector(".map-list")?.addEventListener("focusin", (event) => this.light(event));
  }

  light(event) {
    const href = event.target.closest?.("a")?.getAttribute("href");
    const point = href && href !== "#" && this.points.find((candidate) => candidate.href === href);
    if (!point) return;
    const group = this.groups().find((candidate) => candidate.members.some((member) => member.point === point));
    this.tell({ x: group.x, y: group.y, members: [{ point }] });
  }
}

function make(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

function outline(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons
    .flat()
    .map((ring) => `M${ring.map(([longitude, latitude]) => { const { x, y } = project(longitude, latitude); return `${x.toFixed(7)} ${y.toFixed(7)}`; }).join("L")}Z`)
    .join("");
}

const ends = (numbers) => [Math.min(...numbers), Math.max(...numbers)];
const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
const distance = (one, other) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);

function inside(frame, event) {
  const box = frame.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
