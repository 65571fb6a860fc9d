// Renders a conversation in a document, sends a message, and prints what is shown.
import { Window } from "happy-dom";

const { createElement, StrictMode, version } = await import("react");
const { renderToString } = await import("react-dom/server");
const { createClient } = await import("@tramontane/client");
const { TramontaneProvider, useConversation, useEntryText } = await import("@tramontane/react");

const [url, conversationId] = process.argv.slice(2);
const client = createClient({ url });
let send;

function Message({ id }) {
  return createElement("p", { "data-id": id }, useEntryText(id));
}

function Chat({ id }) {
  const conversation = useConversation(id);
  send = conversation.send;
  const messages = conversation.entries.map(({ key, id }) => createElement(Message, { key, id }));
  return createElement("main", { "data-status": conversation.status }, messages);
}

const app = createElement(
  StrictMode,
  null,
  createElement(TramontaneProvider, { client }, createElement(Chat, { id: conversationId })),
);
// Without a document, as on a server.
const rendered = renderToString(app);

const window = new Window({ url: "http://127.0.0.1/" });
for (const name of ["document", "HTMLElement", "HTMLIFrameElement", "Node"]) {
  globalThis[name] = window[name];
}
for (const name of ["addEventListener", "removeEventListener"]) {
  globalThis[name] = window[name].bind(window);
}
globalThis.window = globalThis;
const { createRoot } = await import("react-dom/client");
const root = createRoot(document.body.appendChild(document.createElement("div")));
root.render(app);

/** Settles when the document is as awaited; the caller's deadline ends the program. */
const until = async (isSo) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
};
const status = () => document.querySelector("main")?.getAttribute("data-status");
const texts = () => [...document.querySelectorAll("p")].map(({ textContent }) => textContent);
await until(() => status() === "idle");
await send("What does NVDA cost?");
await until(() => status() === "idle" && texts().length > 2);
const shown = texts();
root.unmount();
client.close();
console.log(JSON.stringify({ version, rendered, shown }));
process.exit(0);
