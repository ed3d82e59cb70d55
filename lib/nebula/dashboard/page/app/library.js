// What is read when it is first needed: libraries that are classic scripts, each of which makes one global, and styles.
const reading = new Map();

export const library = (path, name) => read(path, "script", { src: path }, () => window[name]);

export const styles = (path) => read(path, "link", { rel: "stylesheet", href: path }, () => undefined);

/** Once for all who ask; what could not be read is tried again for who asks next. */
function read(path, tag, properties, made) {
  if (!reading.has(path)) {
    const promise = new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement(tag), properties);
      element.onload = () => resolve(made());
      element.onerror = () => {
        reading.delete(path);
        reject(new Error(`${path} could not be read`));
      };
      document.head.append(element);
    });
    reading.set(path, promise);
  }
  return reading.get(path);
}
