// Runs in GraphiQL's page before GraphiQL itself. `fillWords`, `learnedWords`, `showEvent`
// and `missingLines` stand above it; see page.ts.
const learned = ["$conversation", "$approval", "$argumentsHash"];
const byId = (id) => document.getElementById(id);

/** The text of a request with the words in its operation filled. */
function filled(text) {
  const known = learned.map((word) => [word, sessionStorage.getItem(word)]);
  const words = { $new: crypto.randomUUID(), ...Object.fromEntries(known) };
  return JSON.stringify(fillWords(JSON.parse(text), words));
}

const plainFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  if (typeof init?.body !== "string") return await plainFetch(input, init);
  const response = await plainFetch(input, { ...init, body: filled(init.body) });
  if (response.headers.get("content-type")?.includes("json")) {
    response.clone().json().then(remember, () => undefined);
  }
  return response;
};

function remember(answer) {
  for (const [word, now] of Object.entries(learnedWords(answer))) sessionStorage.setItem(word, now);
}

const plainSend = WebSocket.prototype.send;
const heard = new WeakSet();
WebSocket.prototype.send = function (text) {
  if (!heard.has(this)) this.addEventListener("message", ({ data }) => hear(data));
  heard.add(this);
  const subscribes = typeof text === "string" && text.includes('"subscribe"');
  if (subscribes) showLines([]);
  plainSend.call(this, subscribes ? filled(text) : text);
};

let lines = [];
function hear(text) {
  const event = JSON.parse(text)?.payload?.data?.conversationEvents;
  if (event) showLines(showEvent(lines, event));
}

function showLines(now) {
  lines = now;
  const panel = byId("tramontane-answer");
  panel.hidden = lines.length === 0;
  panel.replaceChildren(...lines.map(({ who, text }) => {
    const line = document.createElement("p");
    const name = document.createElement("b");
    name.textContent = who.toLowerCase();
    line.append(name, text);
    return line;
  }));
  panel.scrollTop = panel.scrollHeight;
}

async function look() {
  const missing = await plainFetch("/readyz").then((answer) => answer.json()).then(
    missingLines,
    () => ["the API: no answer"],
  );
  const status = byId("tramontane-missing");
  status.hidden = missing.length === 0;
  status.textContent = `Not there yet: ${missing.join("; ")}. ` +
    "Messages are kept, and answered as soon as all is there; agents with tools can be registered then.";
  setTimeout(look, missing.length > 0 ? 1_000 : 10_000);
}
addEventListener("load", look);
