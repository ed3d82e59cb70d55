// What was applied beside what the cluster holds now.
import { html, useMemo, useState } from "/lib/preact.js";
import { diffLines } from "/lib/diff.js";

/** Rows of two columns: lines that both have, lines of one side only. */
function rows(applied, live) {
  const found = [];
  const parts = diffLines(applied ?? "", live ?? "");
  for (let i = 0; i < parts.length; i++) {
    const lines = parts[i].value.replace(/\n$/, "").split("\n");
    if (!parts[i].added && !parts[i].removed) lines.forEach((line) => found.push({ left: line, right: line }));
    else if (parts[i].added) lines.forEach((line) => found.push({ right: line, kind: "added" }));
    else {
      const next = parts[i + 1]?.added ? parts[++i].value.replace(/\n$/, "").split("\n") : [];
      for (let k = 0; k < Math.max(lines.length, next.length); k++) {
        const kind = k >= next.length ? "removed" : k >= lines.length ? "added" : "changed";
        found.push({ left: lines[k], right: next[k], kind });
      }
    }
  }
  return found;
}

function Diff({ object }) {
  const lines = useMemo(() => rows(object.applied, object.live), [object.applied, object.live]);
  if (object.live === undefined) return html`<p class="muted pad">It is not in the cluster.</p>`;
  return html`<div class="scroll"><table class="diff"><thead><tr><th scope="col">As applied</th><th scope="col">In the cluster</th></tr></thead>
    <tbody>${lines.map(({ left, right, kind }, i) => html`<tr key=${i} class=${kind ?? ""}><td>${left ?? ""}</td><td>${right ?? ""}</td></tr>`)}</tbody></table></div>`;
}

function OneObject({ object }) {
  const [open, setOpen] = useState(false);
  return html`<details class="fold object" onToggle=${(e) => setOpen(e.target.open)}><summary>${object.title} <small>${object.file}</small></summary>${open && html`<${Diff} object=${object} />`}</details>`;
}

export function Objects({ objects }) {
  if (!objects?.length) return null;
  return html`<section class="panel block"><h2>Manifests, as applied and as they are</h2>${objects.map((object) => html`<${OneObject} key=${object.title} object=${object} />`)}</section>`;
}
