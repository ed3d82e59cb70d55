// The saved file: classic, by itself, and text only, like the page that it is saved from.
(function () {
  const { snapshot, services, logs } = JSON.parse(document.getElementById("nebula-data").textContent);
  const COLUMNS = ["c-state", "c-name", "c-since", "c-cause", "c-code", "c-restarts"];
  const SGR = /\u001b\[[0-9;:]*m/g;

  function element(name, classes, ...children) {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    made.append(...children.filter((child) => child !== undefined && child !== null));
    return made;
  }

  const wholeSeconds = (moment) => moment.replace(/\.\d+/, "");
  const details = (title, ...children) => element("details", "fold", element("summary", "", title), ...children);
  const view = document.getElementById("view");
  const { run } = snapshot;
  document.getElementById("run").textContent = `${run.context} · ${run.project ?? ""} · ${wholeSeconds(snapshot.at)}`;

  for (const service of snapshot.services.filter((each) => each.state === "failing")) {
    const card = element("article", "cause failing", element("h2", "", `${service.name}: ${service.cause?.what ?? service.state}`));
    if (service.cause?.mend) card.append(element("p", "mend", element("code", "", service.cause.mend)));
    if (service.cause?.details?.length) card.append(element("pre", "", service.cause.details.join("\n").replace(SGR, "")));
    view.append(card);
  }

  const body = element("tbody");
  for (const service of snapshot.services) {
    const cells = [
      element("span", `state ${service.state}`, service.state),
      element("b", "name", service.name),
      wholeSeconds(service.since),
      service.cause?.what ?? "",
      service.code?.words ?? "",
      `${service.restarts}`,
    ].map((cell, index) => element("td", COLUMNS[index], cell));
    body.append(element("tr", service.state, ...cells));
  }
  const heads = ["State", "Service", "Since", "Cause", "Code", "Restarts"].map((name) => element("th", "", name));
  view.append(element("table", "services", element("thead", "", element("tr", "", ...heads)), body));

  if (snapshot.timing?.compared) view.append(element("p", "foot", snapshot.timing.compared.words));
  for (const notice of snapshot.notices ?? []) view.append(element("p", "foot", `${wholeSeconds(notice.at)} ${notice.text}`));

  for (const service of services ?? []) {
    view.append(details(`${service.name}: what the cluster says`, element("pre", "", JSON.stringify(service, null, 2))));
  }
  const byService = Map.groupBy(logs ?? [], (line) => line.service);
  for (const [name, lines] of byService) {
    const text = lines.map((line) => `${line.at} ${line.marker ? `--- ${line.marker}: ` : ""}${line.text}`).join("\n");
    view.append(details(`${name}: last ${lines.length} lines`, element("pre", "", text.replace(SGR, ""))));
  }
})();
