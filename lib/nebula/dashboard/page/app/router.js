// Where the page is: a path and a query, both in the URL, so that every view can be shared.
import { useEffect, useState } from "/lib/preact.js";

const listeners = new Set();
addEventListener("popstate", () => changed());

function changed() {
  listeners.forEach((listener) => listener());
}

export function place() {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

/** The service that the path is about; undefined when it is about none. */
export function serviceIn(path) {
  const name = path.match(/^\/services\/(.+)$/)?.[1];
  try {
    return name && decodeURIComponent(name);
  } catch {
    return name;
  }
}

export function usePlace() {
  const [here, move] = useState(place);
  useEffect(() => {
    const listener = () => move(place());
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return here;
}

export function go(url) {
  if (url === location.pathname + location.search) return;
  history.pushState(null, "", url);
  changed();
  document.getElementById("view")?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** Changes parameters of the present URL; an empty value takes one away. No new history entry. */
export function setQuery(values) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value === "" || value === undefined || value === null || value === false) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString().replaceAll("%2C", ",");
  history.replaceState(null, "", location.pathname + (text ? "?" + text : ""));
  changed();
}

/** Plain left clicks on links within the page stay in the page; all others are the browser's. */
export function interceptLinks() {
  document.addEventListener("click", (click) => {
    if (click.defaultPrevented || click.button || click.metaKey || click.ctrlKey || click.shiftKey) return;
    const link = click.target.closest?.("a[href^='/']");
    if (!link || link.target || link.hasAttribute("download")) return;
    click.preventDefault();
    go(link.getAttribute("href"));
  });
}
