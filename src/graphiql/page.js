// Runs in GraphiQL's page before GraphiQL itself. The functions that page.ts includes precede it.
const words = ["$conversation", "$approval", "$argumentsHash"];
const byId = (id) => document.getElementById(id);

// --- placeholders such as "$new" in the requests of GraphiQL

/** The text of a request with the placeholders in its operation replaced. */
function filled(text) {
  const known = words.map((word) => [word, sessionStorage.getItem(word)]);
  return JSON.stringify(
    fillPlaceholders(JSON.parse(text), { $new: crypto.randomUUID(), ...Object.fromEntries(known) }),
  );
}

function remember(learned) {
  for (const [word, now] of Object.entries(learned)) sessionStorage.setItem(word, now);
}

const plainFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  if (typeof init?.body !== "string") return await plainFetch(input, init);
  const body = filled(init.body);
  const response = await plainFetch(input, { ...init, body });
  if (response.headers.get("content-type")?.includes("json")) {
    const read = (answer) => {
      remember(learnPlaceholders(answer));
      follow(followedConversation(body, answer));
    };
    response.clone().json().then(read, () => undefined);
  }
  return response;
};

const plainSend = WebSocket.prototype.send;
WebSocket.prototype.send = function (text) {
  const subscribes = typeof text === "string" && text.includes('"subscribe"');
  const sent = subscribes ? filled(text) : text;
  if (subscribes) follow(followedConversation(sent, null));
  plainSend.call(this, sent);
};

// --- the panel: the live conversation, whichever tab is open (GraphiQL ends a tab's subscription when it is left)

let source = null;
let shown = null;
let lines = [];
const newest = 200;

/** Shows a conversation until it ends or the panel is closed. An EventSource resumes by itself. */
function follow(id) {
  if (id === null || (id === shown && source !== null)) return;
  close();
  shown = id;
  remember({ $conversation: id });
  const asked = { query: followQuery, variables: JSON.stringify({ id }) };
  source = new EventSource(`/graphql?${new URLSearchParams(asked)}`);
  source.addEventListener("next", ({ data }) => hear(JSON.parse(data)));
  source.addEventListener("complete", () => {
    source?.close();
    source = null;
  });
}

function close() {
  source?.close();
  source = null;
  lines = [];
  byId("tramontane-lines")?.replaceChildren();
  if (byId("tramontane-answer")) byId("tramontane-answer").hidden = true;
}

function hear({ data, errors }) {
  if (data) lines = showEvent(lines, data.conversationEvents).slice(-newest);
  else if (!errors?.[0]?.extensions?.retryable) {
    lines = putLine(lines, { id: "error", who: "error", parts: [errors?.[0]?.message ?? ""] });
  }
  const approval = lines.find((line) => line.approval)?.approval;
  if (approval) remember({ $approval: approval.id, $argumentsHash: approval.argumentsHash });
  draw();
}

function draw() {
  const panel = byId("tramontane-answer");
  const list = byId("tramontane-lines");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  panel.hidden = lines.length === 0;
  byId("tramontane-followed").textContent = shown;
  const old = new Map([...list.children].map((row) => [row.dataset.id, row]));
  list.replaceChildren(...lines.map((line) => drawLine(line, old.get(line.id) ?? newRow(line.id))));
  if (atEnd) list.scrollTop = list.scrollHeight;
}

function newRow(id) {
  const row = document.createElement("p");
  row.dataset.id = id;
  row.append(document.createElement("b"), document.createElement("span"));
  return row;
}

function drawLine(line, row) {
  const [name, text] = row.children;
  name.textContent = line.who;
  text.textContent = textOfLine(line);
  row.classList.toggle("tramontane-waits", line.approval !== undefined);
  return row;
}

// --- processes that do not run

async function look() {
  const missing = await plainFetch("/readyz").then((answer) => answer.json()).then(
    missingLines,
    () => ["the API: no answer"],
  );
  const status = byId("tramontane-missing");
  status.hidden = missing.length === 0;
  status.textContent = `Not ready yet: ${missing.join("; ")}. ` +
    "Messages are accepted and answered once all processes run; until then, agents with tools cannot be registered.";
  setTimeout(look, missing.length > 0 ? 1_000 : 10_000);
}

// --- GraphiQL

const options = JSON.parse(byId("tramontane-options").textContent);
globalThis.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => options.workers[label],
};
addEventListener("DOMContentLoaded", () => {
  byId("tramontane-close").addEventListener("click", close);
  YogaGraphiQL.renderYogaGraphiQL(byId("root"), options.graphiql);
  look();
});
