// Libraries that are classic scripts: each makes one global, and is read when it is first needed.
const reading = new Map();

export function library(path, name) {
  if (!reading.has(path)) {
    reading.set(
      path,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = path;
        script.onload = () => resolve(window[name]);
        script.onerror = () => {
          reading.delete(path);
          reject(new Error(`${path} could not be read`));
        };
        document.head.append(script);
      }),
    );
  }
  return reading.get(path);
}

export function styles(path) {
  if (!reading.has(path)) {
    reading.set(
      path,
      new Promise((resolve, reject) => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = path;
        link.onload = resolve;
        link.onerror = () => reject(new Error(`${path} could not be read`));
        document.head.append(link);
      }),
    );
  }
  return reading.get(path);
}
