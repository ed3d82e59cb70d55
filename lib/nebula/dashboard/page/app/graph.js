// Who waits for whom, laid out by dagre, coloured by state, live.
import { html, useEffect, useMemo, useState } from "/lib/preact.js";
import { useStore } from "./store.js";
import { go } from "./router.js";
import { library } from "./library.js";
import { Sign, Since } from "./words.js";

const WIDE = { width: 216, height: 58, letters: 25 };
const SLIM = { width: 164, height: 58, letters: 17 };
const NARROW = 760;

function laidOut(dagre, services, direction) {
  const size = direction === "LR" ? WIDE : SLIM;
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: direction, nodesep: 16, ranksep: direction === "LR" ? 72 : 44, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const names = new Set(services.map((service) => service.name));
  services.forEach((service) => graph.setNode(service.name, { width: size.width, height: size.height }));
  services.forEach((service) =>
    service.dependsOn.filter((name) => names.has(name)).forEach((name) => graph.setEdge(name, service.name)),
  );
  dagre.layout(graph);
  const { width, height } = graph.graph();
  return {
    width,
    height,
    size,
    nodes: Object.fromEntries(graph.nodes().map((name) => [name, graph.node(name)])),
    edges: graph.edges().map(({ v, w }) => ({
      from: v,
      to: w,
      points: ended(graph.edge(v, w).points, graph.node(v), graph.node(w), direction),
    })),
  };
}

/** Out of the middle of one side and into the middle of the other: dagre would come out at any corner. */
function ended(points, from, to, direction) {
  const [out, into] =
    direction === "LR"
      ? [{ x: from.x + from.width / 2, y: from.y }, { x: to.x - to.width / 2, y: to.y }]
      : [{ x: from.x, y: from.y + from.height / 2 }, { x: to.x, y: to.y - to.height / 2 }];
  // Between neighbouring ranks there is one point that lays nothing round anything.
  return points.length <= 3 ? [out, into] : [out, ...points.slice(1, -1), into];
}

/** A smooth line through the points of the layout, level where it begins and ends. */
function curve(points, direction) {
  let path = `M${points[0].x},${points[0].y}`;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const b = points[i];
    const middle = direction === "LR" ? (a.x + b.x) / 2 : (a.y + b.y) / 2;
    path +=
      direction === "LR"
        ? ` C${middle},${a.y} ${middle},${b.y} ${b.x},${b.y}`
        : ` C${a.x},${middle} ${b.x},${middle} ${b.x},${b.y}`;
  }
  return path;
}

/** `waits`: the one needs the other and it is not healthy; `blocked`: it will not be without help. */
function edgeState(from, to) {
  if (from.state === "healthy") return "open";
  if (to.state === "healthy" || to.state === "stopped" || to.state === "skipped") return "idle";
  return from.state === "failing" ? "blocked" : "waits";
}

const cut = (text, length) => (text.length > length ? text.slice(0, length - 1) + "…" : text);

function Node({ service, at, size }) {
  const url = `/services/${encodeURIComponent(service.name)}`;
  const says = service.state === "healthy" ? null : service.cause?.what ?? (service.state === "starting" ? service.phase : null);
  return html`<g class="node ${service.state}" transform="translate(${at.x - size.width / 2},${at.y - size.height / 2})">
    <a href=${url} aria-label="${service.name}: ${service.state}${says ? `, ${says}` : ""}" onClick=${(e) => { e.preventDefault(); go(url); }}>
      <title>${service.name}: ${service.state}${says ? `, ${says}` : ""}</title>
      <rect width=${size.width} height=${size.height} rx="9" class="box" />
      <g transform="translate(13,12)"><${Sign} state=${service.state} /></g>
      <text x="38" y="25" class="label-name">${cut(service.name, size.letters - 2)}</text>
      <text x="38" y="44" class="label-why">${says ? cut(says, size.letters) : service.state}</text>
    </a>
  </g>`;
}

function Picture({ layout, services, direction }) {
  const by = Object.fromEntries(services.map((service) => [service.name, service]));
  return html`<svg class="graph" width=${layout.width} height=${layout.height} viewBox="0 0 ${layout.width} ${layout.height}" role="group" aria-label="Dependencies">
    <defs>${["open", "waits", "blocked", "idle"].map(
      (kind) => html`<marker id="arrow-${kind}" class="edge ${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0.5 0.8 7.4 4 0.5 7.2z" /></marker>`,
    )}</defs>
    ${layout.edges.map(({ from, to, points }) => {
      if (!by[from] || !by[to]) return null;
      const kind = edgeState(by[from], by[to]);
      return html`<path key="${from}>${to}" class="edge ${kind}" d=${curve(points, direction)} marker-end="url(#arrow-${kind})"><title>${to} needs ${from}</title></path>`;
    })}
    ${services.map((service) => layout.nodes[service.name] && html`<${Node} key=${service.name} service=${service} at=${layout.nodes[service.name]} size=${layout.size} />`)}
  </svg>`;
}

export function GraphView() {
  const snapshot = useStore((s) => s.snapshot);
  const [tool, setTool] = useState(null);
  const [trouble, setTrouble] = useState("");
  const [narrow, setNarrow] = useState(innerWidth < NARROW);
  useEffect(() => {
    library("/lib/dagre.js", "dagre").then((found) => setTool(() => found), (error) => setTrouble(error.message));
    const resized = () => setNarrow(innerWidth < NARROW);
    addEventListener("resize", resized);
    return () => removeEventListener("resize", resized);
  }, []);
  const services = snapshot?.services ?? [];
  const shape = JSON.stringify(services.map((service) => [service.name, service.dependsOn]));
  const direction = narrow ? "TB" : "LR";
  const layout = useMemo(() => tool && services.length > 0 && laidOut(tool, services, direction), [tool, shape, direction]);
  if (trouble) return html`<p class="empty">${trouble}</p>`;
  if (snapshot && !services.length) return html`<p class="empty">Nothing has started yet.</p>`;
  if (!layout) return html`<p class="empty">Drawing…</p>`;
  const { counts, run } = snapshot;
  return html`<div class="head"><h1>Graph</h1>
      <p class="sub">${counts.starting > 0 ? html`${counts.healthy} of ${services.length} healthy, started <${Since} at=${run.started} /> ago` : html`What an arrow leads to starts after what it comes from.`}</p></div>
    <div class="canvas panel" tabindex="0" role="region" aria-label="Dependency graph"><${Picture} layout=${layout} services=${services} direction=${direction} /></div>
    <p class="legend"><span class="edge-key open">ready</span><span class="edge-key waits">waits</span><span class="edge-key blocked">held up by a failure</span></p>`;
}
