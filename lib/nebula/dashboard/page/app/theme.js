// Light, dark or as the system says.
import { set, get } from "./store.js";

const ORDER = ["system", "light", "dark"];

export const theme = () => document.documentElement.dataset.theme ?? "system";

export function setTheme(wanted) {
  if (wanted === "system") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem("nebula-theme");
  } else {
    document.documentElement.dataset.theme = wanted;
    localStorage.setItem("nebula-theme", wanted);
  }
  set({ theme: wanted });
}

export const nextTheme = () => setTheme(ORDER[(ORDER.indexOf(get().theme ?? theme()) + 1) % ORDER.length]);
