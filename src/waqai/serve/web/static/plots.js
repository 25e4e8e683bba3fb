// Charts, drawn with the ECharts that NiceGUI brings. Colours come from the theme, digits and direction from the reader.
import { echarts } from "nicegui-echart";

const drawn = new WeakMap();
const ARABIC = "٠١٢٣٤٥٦٧٨٩";
const QUADS = ["--quad-1", "--quad-2", "--quad-3", "--quad-4"];
const ASPECT = 0.85;  // a degree of longitude is shorter than one of latitude where most of the news is
let world = null;

export async function draw(element, reader) {
  const plot = JSON.parse(element.dataset.plot);
  if (plot.kind === "map") await loadWorld(reader.world);
  const rtl = document.documentElement.dir === "rtl";
  const page = { rtl, reader, colour, number: (value) => digits(value, reader), font: getComputedStyle(document.body).fontFamily, size: parseFloat(getComputedStyle(document.documentElement).fontSize) / 16, text: colour("--ink"), quiet: colour("--ink-2"), line: colour("--line"), paper: colour("--paper") };
  const key = [element.dataset.plot, document.documentElement.dataset.theme, page.text, rtl, reader.digits].join("\u0000");
  let chart = drawn.get(element);
  if (chart && chart.key === key) return;
  if (!element.offsetWidth) return;
  if (!chart) {
    const instance = echarts.init(element, null, { renderer: plot.kind === "map" ? "canvas" : "svg" });
    chart = { instance };
    drawn.set(element, chart);
    watch(element, instance);
    instance.on("click", (event) => { const to = event.data?.href ?? event.value?.href; if (to) reader.go(to); });
  }
  chart.key = key;
  chart.plot = plot;
  const option = KINDS[plot.kind](plot, page, chart, element);
  chart.instance.setOption({ animation: false, textStyle: { fontFamily: page.font, color: page.text }, ...option }, { notMerge: true });
  AFTER[plot.kind]?.(chart, page);
  if (matchMedia("print").matches) chart.instance.getZr().flush();  // paper does not wait for the next frame
  element.dataset.drawn = plot.kind;
}

// A chart grows with its place, and ends with it.
function watch(element, instance) {
  const observer = new ResizeObserver(() => {
    if (element.offsetWidth) return instance.resize();
    if (element.isConnected) return;
    observer.disconnect();
    drawn.delete(element);
    instance.dispose();
  });
  observer.observe(element);
}
function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
function digits(value, reader) {
  const text = typeof value === "number" ? value.toLocaleString("en-US").replace("-", "\u2212") : String(value);
  return reader.digits === "arab" ? text.replace(/[0-9]/g, (d) => ARABIC[d]).replaceAll(",", "٬").replace(".", "٫") : text;
}
function tooltip(page) {
  return {
    trigger: "item", confine: true, backgroundColor: page.paper, borderColor: page.line, textStyle: { color: page.text, fontFamily: page.font, fontSize: 13 * page.size },
    extraCssText: `direction:${page.rtl ? "rtl" : "ltr"};text-align:start;box-shadow:none;border-radius:3px;max-width:22rem;white-space:normal`,
    formatter: (event) => { const tip = event?.data?.tip ?? event?.value?.tip; if (!tip) return ""; const box = document.createElement("span"); box.style.whiteSpace = "pre-line"; box.textContent = tip; return box; },
  };
}

const KINDS = { echart, bars, map, network };
const AFTER = {};

function echart(plot, page) {
  const option = resolve(structuredClone(plot.option), page);
  option.tooltip = { ...tooltip(page), ...option.tooltip };
  for (const name of ["xAxis", "yAxis"]) for (const axis of [option[name] ?? []].flat()) axisStyle(axis, name === "xAxis", page, plot.mirror !== false);
  return option;
}
function resolve(part, page) {
  if (typeof part === "string") {
    if (part === "fmt:number") return (value) => page.number(value);
    return part.startsWith("var(") ? page.colour(part.slice(4, -1)) : part;
  }
  if (Array.isArray(part)) return part.map((each) => resolve(each, page));
  if (part && typeof part === "object") for (const name of Object.keys(part)) part[name] = resolve(part[name], page);
  return part;
}
function axisStyle(axis, along, page, mirror) {
  if (page.rtl && mirror) { if (along) axis.inverse ??= true; else axis.position ??= "right"; }
  axis.axisLine = { lineStyle: { color: page.line }, ...axis.axisLine };
  axis.axisTick = { lineStyle: { color: page.line }, ...axis.axisTick };
  axis.splitLine = { ...axis.splitLine, lineStyle: { color: page.line, ...axis.splitLine?.lineStyle } };
  axis.axisLabel = { color: page.quiet, fontSize: 12 * page.size, lineHeight: 20 * page.size, hideOverlap: true, ...axis.axisLabel };
  if (along) Object.assign(axis.axisLabel, { alignMinLabel: axis.inverse ? "right" : "left", alignMaxLabel: axis.inverse ? "left" : "right" });
}

// Which bars are named: evenly spaced, and none whose name would be cut off at the edge.
function named(bins, element, page) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${12 * page.size}px ${page.font}`;
  const wide = Math.max(1, ...bins.map((bin) => pen.measureText(bin.label).width)), bar = (element.offsetWidth - 40 * page.size) / bins.length;
  const first = Math.min(Math.max(0, Math.ceil(wide / bar / 2 - 0.5)), Math.floor((bins.length - 1) / 2)), step = Math.ceil((wide + 28) / bar);
  return (index) => index >= first && index < bins.length - first && (index - first) % step === 0;
}
function bars(plot, page, chart, element) {
  const bins = plot.bins;
  const xAxis = { type: "category", data: bins.map((bin) => bin.label), axisTick: { show: false }, splitLine: { show: false } };
  const yAxis = { type: "value", splitNumber: 2, minInterval: 1, axisLabel: { formatter: (value) => page.number(value) }, axisLine: { show: false } };
  axisStyle(xAxis, true, page, true);
  xAxis.axisLabel = { ...xAxis.axisLabel, interval: named(bins, element, page), hideOverlap: false, alignMinLabel: null, alignMaxLabel: null };
  axisStyle(yAxis, false, page, true);
  const series = QUADS.map((name, quad) => ({
    type: "bar", stack: "all", barCategoryGap: bins.length > 60 ? "8%" : "18%", itemStyle: { color: page.colour(name) },
    data: bins.map((bin) => ({ value: bin.values[quad], tip: bin.tip })), cursor: plot.brush ? "crosshair" : "default",
  }));
  return {
    grid: { left: page.rtl ? 4 : 8, right: page.rtl ? 8 : 4, top: 8, bottom: 6, containLabel: true }, xAxis, yAxis, series,
    tooltip: { ...tooltip(page), trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: page.colour("--shade") } }, formatter: (events) => tooltip(page).formatter(events[0]) },
    toolbox: { show: false },
    brush: plot.brush ? { xAxisIndex: 0, toolbox: [], transformable: false, throttleType: "debounce", brushStyle: { color: page.colour("--shade"), borderColor: page.quiet, borderWidth: 1 } } : undefined,
  };
}
AFTER.bars = (chart, page) => {
  if (!chart.plot.brush) return;
  chart.instance.dispatchAction({ type: "takeGlobalCursor", key: "brush", brushOption: { brushType: "lineX", brushMode: "single" } });
  if (chart.brushed) return;
  chart.brushed = true;
  chart.instance.on("brushEnd", (event) => {
    const range = event.areas[0]?.coordRange;
    if (!range) return;
    const bins = chart.plot.bins, [a, b] = [Math.min(...range), Math.max(...range)];
    const first = bins[Math.max(0, a)], last = bins[Math.min(bins.length - 1, b)];
    chart.instance.dispatchAction({ type: "brush", areas: [] });
    page.reader.go(chart.plot.brush.replace("{from}", first.from).replace("{to}", last.to));
  });
};

async function loadWorld(address) {
  world ||= fetch(address).then((answer) => answer.json()).then((shapes) => echarts.registerMap("world", shapes));
  await world;
}
function map(plot, page, chart, element) {
  const most = Math.max(1, ...plot.lands.map((land) => land.total));
  const lands = plot.lands.map((land) => ({ name: land.code, tip: land.tip, href: land.href, itemStyle: { areaColor: page.colour("--land-2"), opacity: 1 }, share: land.total / most }));
  for (const land of lands) land.itemStyle.areaColor = mix(page.colour("--land"), page.colour("--land-2"), 0.25 + 0.75 * Math.sqrt(land.share));
  return {
    tooltip: tooltip(page),
    geo: {
      map: "world", roam: true, scaleLimit: { min: 0.03, max: 40 }, ...view(plot, element), silent: false, regions: [],
      itemStyle: { areaColor: page.colour("--land"), borderColor: page.colour("--border"), borderWidth: 0.6 }, emphasis: { disabled: true }, select: { disabled: true }, label: { show: false }, tooltip: { show: false },
    },
    series: [
      { type: "map", map: "world", geoIndex: 0, data: lands },
      { type: "custom", coordinateSystem: "geo", renderItem: spot(plot, page), data: plot.spots.map((s) => ({ value: [s.lon, s.lat, s.total], tip: s.tip, href: s.href })), z: 5 },
    ],
  };
}
// The stretch of the earth on which nearly all events lie, each place weighing as much as it has events.
function view(plot, element) {
  const points = plot.spots.map((s) => ({ x: s.lon, y: s.lat, n: s.total }));
  const [west, east] = points.length ? range(points, "x") : [-5, 62], [south, north] = points.length ? range(points, "y") : [10, 42];
  const box = { x: (west + east) / 2, y: (south + north) / 2, wide: Math.max((east - west) * 1.32, 7), high: Math.max((north - south) * 1.32, 5) };
  const shape = element.offsetWidth / element.offsetHeight / ASPECT;  // the stretch takes the shape of its place, so that no land is bent
  if (box.wide / box.high < shape) box.wide = box.high * shape; else box.high = box.wide / shape;
  const corners = [[box.x - box.wide / 2, box.y + box.high / 2], [box.x + box.wide / 2, box.y - box.high / 2]];
  return { aspectScale: ASPECT, boundingCoords: corners, left: 0, right: 0, top: 0, bottom: 0 };
}
function range(points, axis) {
  const sorted = [...points].sort((a, b) => a[axis] - b[axis]), all = sorted.reduce((sum, p) => sum + p.n, 0);
  const at = (share) => { let sum = 0; return sorted.find((p) => (sum += p.n) >= share * all)[axis]; };
  return [at(0.05), at(0.95)];
}
function spot(plot, page) {
  return (params, api) => {
    const s = plot.spots[params.dataIndex], at = api.coord([s.lon, s.lat]), colour = page.colour(s.colour);
    const dot = page.size * Math.min(13, 3 + Math.sqrt(s.total) * 0.9);
    if (!s.km) return { type: "circle", shape: { cx: at[0], cy: at[1], r: dot }, style: { fill: colour, opacity: 0.85, stroke: page.paper, lineWidth: 1.2 } };
    const edge = api.coord([s.lon, Math.min(85, s.lat + s.km / 111)]), r = Math.max(7, Math.abs(at[1] - edge[1]));
    return { type: "circle", shape: { cx: at[0], cy: at[1], r }, style: { fill: colour, opacity: 0.22, stroke: colour, lineWidth: 1, lineDash: [3, 3] } };
  };
}
function mix(a, b, share) {
  const [x, y] = [a, b].map((c) => c.match(/[0-9a-f]{2}/gi).map((h) => parseInt(h, 16)));
  return `rgb(${x.map((v, i) => Math.round(v + (y[i] - v) * share)).join(",")})`;
}

function network(plot, page, chart, element) {
  const most = Math.max(1, ...plot.ties.map((tie) => tie.total)), big = Math.max(1, ...plot.nodes.map((node) => node.total));
  return {
    tooltip: tooltip(page),
    series: [{
      type: "graph", layout: "none", roam: false, left: 0, right: 0, top: 0, bottom: 0,
      data: [...frameOf(element), ...ring(plot.nodes, element, page.size).map((node) => ({ id: node.id, name: node.name, x: node.x, y: node.y, tip: node.tip, href: node.href, symbolSize: page.size * (9 + 19 * Math.sqrt(node.total / big)), label: { position: node.side } }))],
      links: plot.ties.map((tie) => ({ source: tie.source, target: tie.target, tip: tie.tip, href: tie.href, lineStyle: { width: 1 + 5 * Math.sqrt(tie.total / most), color: page.colour(tie.colour), curveness: 0.16, opacity: 0.75 } })),
      itemStyle: { color: page.text }, label: { show: true, color: page.text, fontFamily: page.font, fontSize: 12.5 * page.size, distance: 5, width: 84 * page.size, overflow: "break", lineHeight: 15 * page.size, textBorderColor: page.paper, textBorderWidth: 3 },
      labelLayout: { hideOverlap: true }, emphasis: { focus: "adjacency", lineStyle: { opacity: 1 } }, blur: { lineStyle: { opacity: 0.08 }, itemStyle: { opacity: 0.3 } },
    }],
  };
}
// Two invisible corners: they keep the drawing at its own size, whatever is in it.
function frameOf(element) {
  return [[0, 0], [element.offsetWidth, element.offsetHeight]].map(([x, y], n) => ({ id: `corner-${n}`, x, y, symbolSize: 0, label: { show: false }, tooltip: { show: false }, silent: true }));
}
// Sides on a ring, the most active first from the top: the same picture for the same figures, which a force layout is not.
function ring(nodes, element, size) {
  const [width, height] = [element.offsetWidth, element.offsetHeight], [rx, ry] = [Math.max(60, width / 2 - 92 * size), height / 2 - 40 * size];
  return nodes.map((node, number) => {
    const angle = -Math.PI / 2 + (2 * Math.PI * number) / nodes.length, x = Math.cos(angle), y = Math.sin(angle);
    return { ...node, x: width / 2 + x * rx, y: height / 2 + y * ry, side: Math.abs(x) < 0.25 ? (y < 0 ? "top" : "bottom") : x > 0 ? "right" : "left" };
  });
}
