// One stream of events for all open pages: a browser opens six connections to a host, and each page would take one.
import { listen } from "./events.js";

const ports = new Set();
let connected = false;

listen((message) => {
  if ("connected" in message) connected = message.connected;
  ports.forEach((port) => port.postMessage(message));
});

self.onconnect = ({ ports: [port] }) => {
  ports.add(port);
  port.onmessage = () => ports.delete(port);
  port.postMessage({ connected });
  fetch("/api/snapshot").then(
    async (answer) => answer.ok && port.postMessage({ snapshot: await answer.json() }),
    () => port.postMessage({ connected: false }),
  );
};
