// Makes src/waqai/serve/web/static/world.json from world.geo.json (see world.js): for each country one SVG path in units of
// a fiftieth of a degree, south positive, points that nobody sees at the map's nearest left out. node world-paths.js
// Borders are cut where three lands meet and each stretch is thinned once, so that neighbours still fit together.
const fs = require("fs"), UNIT = 50, NEAR = 2.2;
const world = JSON.parse(fs.readFileSync(process.argv[2] || "world.geo.json"));
const lands = world.features.map((f) => [f.properties.name, f.geometry.coordinates.flat().map(whole)]);
function whole(ring) { return ring.slice(0, -1).map(([x, y]) => [Math.round(x * UNIT), Math.round(-y * UNIT)]).filter((p, i, all) => i === 0 || p + "" !== all[i - 1] + ""); }

const around = new Map();  // for each point the pairs of points beside it
for (const [, rings] of lands) for (const ring of rings) ring.forEach((p, i) => {
  const beside = [ring.at(i - 1), ring[(i + 1) % ring.length]].map(String).sort().join("|");
  around.set(p + "", (around.get(p + "") || new Set()).add(beside));
});
const meets = (p) => around.get(p + "").size > 1;
function thin(points) {
  if (points.length < 3) return points;
  const [a, b] = [points[0], points.at(-1)], long = Math.hypot(b[0] - a[0], b[1] - a[1]);
  let far = 0, at = 0;
  points.forEach((p, i) => {
    const off = long ? Math.abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / long : Math.hypot(p[0] - a[0], p[1] - a[1]);
    if (off > far) [far, at] = [off, i];
  });
  return far > NEAR ? [...thin(points.slice(0, at + 1)), ...thin(points.slice(at)).slice(1)] : [a, b];
}
function stretch(points) {
  const turned = String(points[0]) > String(points.at(-1)) || (String(points[0]) === String(points.at(-1)) && String(points[1]) > String(points.at(-2)));
  const thinned = thin(turned ? [...points].reverse() : points);
  return turned ? thinned.reverse() : thinned;
}
function ringOf(ring) {
  let first = ring.findIndex(meets);
  if (first < 0) first = ring.reduce((least, p, i) => (String(p) < String(ring[least]) ? i : least), 0);
  const closed = [...ring.slice(first), ...ring.slice(0, first), ring[first]], out = [];
  for (let i = 0, from = 0; ++i < closed.length;) if (i === closed.length - 1 || meets(closed[i])) { out.push(...stretch(closed.slice(from, i + 1)).slice(0, -1)); from = i; }
  return out;
}
function path(points) {
  let [x, y] = points[0], text = `M${x} ${y}l`;
  text += points.slice(1).map(([a, b]) => { const step = `${a - x} ${b - y}`; [x, y] = [a, b]; return step; }).join(" ");
  return (text + "z").replaceAll(" -", "-");
}
const out = {};
for (const [name, rings] of lands) out[name] = (out[name] || "") + rings.filter((ring) => ring.length > 2).map((ring) => { const thinned = ringOf(ring); return path(thinned.length > 2 ? thinned : ring); }).join("");
fs.writeFileSync("world.json", JSON.stringify({ unit: UNIT, lands: out }));
