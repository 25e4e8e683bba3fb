// Charts as SVG: bars over time, a map, a ring of sides. Colours are the style sheet's, so that themes and paper need
// nothing; digits and direction are the reader's. What can be chosen carries data-href, what explains itself data-tip.

const drawn = new WeakMap();
const ARABIC = "٠١٢٣٤٥٦٧٨٩";
const QUADS = ["var(--quad-1)", "var(--quad-2)", "var(--quad-3)", "var(--quad-4)"];
const ASPECT = 0.85;  // a degree of longitude is shorter than one of latitude where most of the news is
const KINDS = { bars, map, network };
const pen = document.createElement("canvas").getContext("2d");
let world = null;

// All are measured before the first is drawn, or each would have the browser lay out the page anew.
export async function draw(elements, reader) {
  const places = [...elements].filter((element) => element.offsetWidth).map((element) => [element, measured(element, reader)]);
  const isMap = ([element]) => element.dataset.plot.startsWith('{"kind":"map"');
  for (const [element, page] of places.filter((place) => !isMap(place))) paint(element, page);
  const maps = places.filter(isMap);
  if (maps.length) world = await loaded(reader.world);
  for (const [element, page] of maps) paint(element, page);
}
function loaded(address) { return (loaded.promise ||= fetch(address).then((answer) => answer.json())); }
function measured(element, reader) {
  return {
    reader, width: element.clientWidth, height: element.clientHeight, rtl: document.documentElement.dir === "rtl",
    size: parseFloat(getComputedStyle(document.documentElement).fontSize) / 16, family: getComputedStyle(element).fontFamily,
  };
}
function paint(element, page) {
  const key = [element.dataset.plot, page.width, page.height, page.rtl, page.reader.digits].join("\u0000");
  const before = drawn.get(element);
  if (before?.key === key) return;
  if (!before) listen(element);
  drawn.set(element, { key, reader: page.reader });
  const plot = JSON.parse(element.dataset.plot), svg = node("svg", { viewBox: `0 0 ${page.width} ${page.height}`, "aria-hidden": "true" });
  KINDS[plot.kind](svg, plot, page);
  element.replaceChildren(svg);
  element.dataset.drawn = plot.kind;
}

// A chart grows with its place, shows what the pointer rests on, and leads to what is chosen.
function listen(element) {
  new ResizeObserver(() => { if (element.isConnected) draw([element], drawn.get(element).reader); }).observe(element);
  element.addEventListener("pointermove", (event) => tell(element, event.target.closest("[data-tip]")?.dataset.tip, event));
  element.addEventListener("pointerleave", () => tell(element));
  element.addEventListener("click", (event) => {
    const to = event.target.closest("[data-href]")?.dataset.href;
    if (to && !element.dataset.moved) { tell(element); drawn.get(element).reader.go(to); }
  });
}
function tell(element, words, at) {
  let box = element.querySelector(".plot__tip");
  if (!words) return box?.remove();
  if (!box) { box = document.createElement("div"); box.className = "plot__tip"; box.dir = document.documentElement.dir; element.append(box); }
  if (box.textContent !== words) box.textContent = words;
  const place = element.getBoundingClientRect(), x = at.clientX - place.left, y = at.clientY - place.top;
  const left = x + 14 + box.offsetWidth > place.width ? x - 14 - box.offsetWidth : x + 14;
  box.style.left = `${Math.max(0, Math.min(left, place.width - box.offsetWidth))}px`;
  box.style.top = `${Math.max(0, Math.min(y + 14, place.height - box.offsetHeight))}px`;
}

function node(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
function width(words, page, pixels = 12) { pen.font = `${pixels * page.size}px ${page.family}`; return pen.measureText(words).width; }
function number(value, page) {
  const text = value.toLocaleString("en-US");
  return page.reader.digits === "arab" ? text.replace(/[0-9]/g, (d) => ARABIC[d]).replaceAll(",", "٬").replace(".", "٫") : text;
}

// Time runs as the page is read; the scale stands where it begins.
function bars(svg, plot, page) {
  const { bins } = plot, most = Math.max(1, ...bins.map((bin) => bin.values.reduce((a, b) => a + b)));
  const step = round(most / 2), top = Math.ceil(most / step) * step, margin = width(number(top, page), page) + 14 * page.size;
  const foot = page.height - 24 * page.size, head = 8 * page.size, high = foot - head, wide = (page.width - margin) / Math.max(bins.length, 1);
  const x = (index) => (page.rtl ? page.width - margin - (index + 1) * wide : margin + index * wide);
  const edge = page.rtl ? page.width - margin + 8 : margin - 8;
  for (let value = 0; value <= top; value += step) {
    const y = foot - (value / top) * high;
    svg.append(node("line", { x1: page.rtl ? 0 : margin, x2: page.rtl ? page.width - margin : page.width, y1: y, y2: y, class: "grid" }));
    svg.append(node("text", { x: edge, y: y + 4 * page.size, "text-anchor": page.rtl ? "start" : "end" }, number(value, page)));
  }
  const gap = wide * (bins.length > 60 ? 0.04 : 0.09), stands = bins.map(() => foot);
  QUADS.forEach((fill, quad) => {
    const parts = bins.map((bin, index) => {
      const tall = (bin.values[quad] / top) * high;
      return tall ? `M${(x(index) + gap).toFixed(1)} ${stands[index].toFixed(1)}v${-tall.toFixed(1)}h${(wide - 2 * gap).toFixed(1)}v${tall.toFixed(1)}z${(stands[index] -= tall, "")}` : "";
    });
    svg.append(node("path", { d: parts.join(""), fill }));
  });
  const named = names(bins, wide, page);
  bins.forEach((bin, index) => { if (named(index)) svg.append(node("text", { x: x(index) + wide / 2, y: page.height - 6 * page.size, "text-anchor": "middle" }, bin.label)); });
  choose(svg, plot, page, { x, wide, head, high });
}
function round(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((n) => n * power).find((n) => n >= value);
}
// Which bars are named: evenly spaced, and none whose name would be cut off at the edge.
function names(bins, wide, page) {
  const widest = Math.max(1, ...bins.map((bin) => width(bin.label, page)));
  const first = Math.min(Math.max(0, Math.ceil(widest / wide / 2 - 0.5)), Math.floor((bins.length - 1) / 2)), step = Math.ceil((widest + 28) / wide);
  return (index) => index >= first && index < bins.length - first && (index - first) % step === 0;
}
// A shade under the pointer; dragging it over bars chooses their time.
function choose(svg, plot, page, { x, wide, head, high }) {
  const { bins } = plot, shade = node("rect", { y: head, height: high, width: 0, class: "shade" });
  let from = null;
  const at = (event) => {
    const pixel = event.clientX - svg.getBoundingClientRect().left, index = Math.floor((pixel - x(0)) / wide) * (page.rtl ? -1 : 1);
    return Math.max(0, Math.min(bins.length - 1, index));
  };
  const mark = (a, b) => { shade.setAttribute("x", Math.min(x(a), x(b))); shade.setAttribute("width", (Math.abs(a - b) + 1) * wide); };
  svg.append(shade);
  if (!bins.length) return;
  svg.addEventListener("pointermove", (event) => { const now = at(event); mark(from?.index ?? now, now); svg.dataset.tip = bins[now].tip; });
  svg.addEventListener("pointerleave", () => { if (!from) shade.setAttribute("width", 0); });
  if (!plot.brush) return;
  svg.classList.add("brush");
  svg.addEventListener("pointerdown", (event) => { if (!event.button) { from = { index: at(event), pixel: event.clientX }; svg.setPointerCapture(event.pointerId); } });
  svg.addEventListener("pointercancel", () => { from = null; });
  svg.addEventListener("pointerup", (event) => {
    const began = from, [first, last] = [began?.index ?? 0, at(event)].sort((a, b) => a - b);
    from = null;
    if (!began || Math.abs(event.clientX - began.pixel) < 4) return;
    page.reader.go(plot.brush.replace("{from}", bins[first].from).replace("{to}", bins[last].to));
  });
}

// Lands in units of `world.unit` a degree; dragging moves them, a double click or a wheel with Ctrl brings them nearer.
function map(svg, plot, page) {
  const box = stretch(plot.spots, page), at = { x: box.x, y: box.y, scale: page.width / box.wide / ASPECT };
  const most = Math.max(1, ...plot.lands.map((land) => land.total)), plain = Object.values(world.lands).join("");
  const lands = node("g", {}, node("path", { d: plain, class: "land" })), spots = node("g");
  for (const land of plot.lands) {
    const share = Math.round(25 + 75 * Math.sqrt(land.total / most));
    lands.append(node("path", { d: world.lands[land.code] || "M0 0", class: "land", style: `fill:color-mix(in srgb,var(--land-2) ${share}%,var(--land))`, "data-tip": land.tip, "data-href": land.href }));
  }
  svg.append(lands, spots);
  const show = () => {
    const x = (lon) => page.width / 2 + (lon - at.x) * at.scale * ASPECT, y = (lat) => page.height / 2 - (lat - at.y) * at.scale;
    lands.setAttribute("transform", `translate(${x(0)} ${y(0)}) scale(${(at.scale * ASPECT) / world.unit} ${at.scale / world.unit})`);
    spots.replaceChildren(...plot.spots.map((s) => spot(s, x(s.lon), y(s.lat), at.scale, page)));
  };
  move(svg, at, page, box, show);
  show();
}
function spot(s, cx, cy, scale, page) {
  const tells = { "data-tip": s.tip, "data-href": s.href, cx, cy, fill: `var(${s.colour})` };
  if (!s.km) return node("circle", { ...tells, r: page.size * Math.min(13, 3 + Math.sqrt(s.total) * 0.9), class: "dot" });
  return node("circle", { ...tells, r: Math.max(7, (s.km / 111) * scale), class: "disc", stroke: `var(${s.colour})` });
}
// The stretch of the earth on which nearly all events lie, each place weighing as much as it has events.
function stretch(spots, page) {
  const points = spots.map((s) => ({ x: s.lon, y: s.lat, n: s.total }));
  const [west, east] = points.length ? range(points, "x") : [-5, 62], [south, north] = points.length ? range(points, "y") : [10, 42];
  const box = { x: (west + east) / 2, y: (south + north) / 2, wide: Math.max((east - west) * 1.32, 7), high: Math.max((north - south) * 1.32, 5) };
  const shape = page.width / page.height / ASPECT;  // the stretch takes the shape of its place, so that no land is bent
  return { ...box, wide: Math.max(box.wide, box.high * shape) };
}
function range(points, axis) {
  const sorted = [...points].sort((a, b) => a[axis] - b[axis]), all = sorted.reduce((sum, p) => sum + p.n, 0);
  const at = (share) => { let sum = 0; return sorted.find((p) => (sum += p.n) >= share * all)[axis]; };
  return [at(0.05), at(0.95)];
}
function move(svg, at, page, box, show) {
  let from = null;
  const nearer = (times) => { at.scale = Math.max(page.width / 360, Math.min(at.scale * times, (page.width / box.wide) * 40)); show(); };
  svg.classList.add("moves");
  svg.addEventListener("wheel", (event) => { if (event.ctrlKey || event.metaKey) { event.preventDefault(); nearer(event.deltaY < 0 ? 1.25 : 0.8); } }, { passive: false });
  svg.addEventListener("dblclick", () => nearer(2));
  svg.addEventListener("pointerdown", (event) => { if (!event.button) { from = { ...at, px: event.clientX, py: event.clientY }; delete svg.parentElement.dataset.moved; } });
  svg.addEventListener("pointerup", () => { from = null; });
  svg.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const [dx, dy] = [event.clientX - from.px, event.clientY - from.py];
    if (Math.hypot(dx, dy) > 4) svg.parentElement.dataset.moved = "";
    at.x = from.x - dx / at.scale / ASPECT; at.y = from.y + dy / at.scale;
    show();
  });
}

// Sides on a ring, the most active first from the top: the same picture for the same figures.
function network(svg, plot, page) {
  const most = Math.max(1, ...plot.ties.map((tie) => tie.total)), big = Math.max(1, ...plot.nodes.map((one) => one.total));
  const ring = new Map(placed(plot.nodes, page).map((one) => [one.id, one])), near = new Map(plot.nodes.map((one) => [one.id, new Set()]));
  for (const tie of plot.ties) {
    const [a, b] = [ring.get(tie.source), ring.get(tie.target)], bend = [(a.x + b.x) / 2 - (a.y - b.y) * 0.16, (a.y + b.y) / 2 - (b.x - a.x) * 0.16];
    const line = node("path", { d: `M${a.x} ${a.y}Q${bend} ${b.x} ${b.y}`, class: "tie", stroke: `var(${tie.colour})`, "stroke-width": 1 + 5 * Math.sqrt(tie.total / most), "data-tip": tie.tip, "data-href": tie.href });
    svg.append(line);
    near.get(a.id).add(line).add(b.id);
    near.get(b.id).add(line).add(a.id);
  }
  const marks = new Map(), taken = [];
  for (const one of ring.values()) {
    const r = (page.size * (9 + 19 * Math.sqrt(one.total / big))) / 2, mark = node("g", { class: "node", "data-tip": one.tip, "data-href": one.href });
    mark.append(node("circle", { cx: one.x, cy: one.y, r }), ...label(one, r, taken, page));
    svg.append(mark);
    marks.set(one.id, mark);
  }
  for (const [id, mark] of marks) mark.addEventListener("pointerenter", () => { svg.classList.add("focused"); for (const part of [id, ...near.get(id)]) (marks.get(part) || part).classList.add("near"); });
  for (const mark of marks.values()) mark.addEventListener("pointerleave", () => { svg.classList.remove("focused"); svg.querySelectorAll(".near").forEach((part) => part.classList.remove("near")); });
}
function placed(nodes, page) {
  const { width: wide, height: high, size } = page, rx = Math.max(60, wide / 2 - 92 * size), ry = high / 2 - 40 * size;
  return nodes.map((one, index) => {
    const angle = -Math.PI / 2 + (2 * Math.PI * index) / nodes.length, [x, y] = [Math.cos(angle), Math.sin(angle)];
    return { ...one, x: wide / 2 + x * rx, y: high / 2 + y * ry, side: Math.abs(x) < 0.25 ? (y < 0 ? "top" : "bottom") : x > 0 ? "right" : "left" };
  });
}
// The name beside its mark, in lines that fit; left out where it would lie on another.
function label(one, r, taken, page) {
  const lines = [], high = 15 * page.size;
  for (const word of one.name.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && width(longer, page, 12.5) <= 84 * page.size) lines[lines.length - 1] = longer; else lines.push(word);
  }
  const wide = Math.max(...lines.map((line) => width(line, page, 12.5))), away = r + 5 * page.size, upright = ["top", "bottom"].includes(one.side);
  const x = one.x + (one.side === "right" ? away : one.side === "left" ? -away : 0), left = one.side === "right" ? x : one.side === "left" ? x - wide : x - wide / 2;
  const top = upright ? (one.side === "top" ? one.y - away - lines.length * high : one.y + away) : one.y - (lines.length * high) / 2;
  const box = { left, top, right: left + wide, bottom: top + lines.length * high };
  if (taken.some((other) => other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom)) return [];
  taken.push(box);
  const anchor = upright ? "middle" : page.rtl === (one.side === "left") ? "start" : "end";
  return lines.map((line, index) => node("text", { x, y: top + (index + 0.78) * high, "text-anchor": anchor, class: "name", direction: page.rtl ? "rtl" : "ltr" }, line));
}
