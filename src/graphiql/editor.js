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

// --- the token: in memory only

let token = null;

/** The headers with the token, unless they have one from the editor of headers. */
function withToken(headers) {
  const all = new Headers(headers);
  if (token !== null && !all.has("authorization")) all.set("authorization", `Bearer ${token}`);
  return all;
}

/** The message that opens a socket, with the token. */
function opening(text) {
  const { payload, ...message } = JSON.parse(text);
  return JSON.stringify({ ...message, payload: { ...payload, token } });
}

function useToken(event) {
  event.preventDefault();
  const [input, said] = [event.target.elements.token, event.target.querySelector("span")];
  token = input.value.trim() || null;
  input.value = "";
  said.textContent = token === null
    ? "No token is sent."
    : "The token is sent until the page closes.";
  document.querySelector(`[aria-label="Re-fetch GraphQL schema"]`)?.click();
}

const plainFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  if (typeof init?.body !== "string") return await plainFetch(input, init);
  const body = filled(init.body);
  const response = await plainFetch(input, { ...init, headers: withToken(init.headers), body });
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
  const opens = typeof text === "string" && text.includes('"connection_init"');
  const sent = subscribes ? filled(text) : opens && token !== null ? opening(text) : text;
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
  const address = `/graphql?${new URLSearchParams(asked)}`;
  source = token === null ? new EventSource(address) : new TokenSource(address);
  source.addEventListener("next", ({ data }) => hear(JSON.parse(data)));
  source.addEventListener("complete", () => {
    source?.close();
    source = null;
  });
}

/** What the panel uses of an EventSource, which cannot send a token. It resumes after a lost connection. */
class TokenSource extends EventTarget {
  #ending = new AbortController();
  #last = null;

  constructor(address) {
    super();
    this.#run(address);
  }

  close() {
    this.#ending.abort();
  }

  async #run(address) {
    const { signal } = this.#ending;
    for (let failures = 0; failures < 5 && !signal.aborted; failures++) {
      try {
        if (await this.#read(address, signal)) failures = 0;
      } catch {
        // The next attempt resumes.
      }
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  /** True if events came. */
  async #read(address, signal) {
    const resume = this.#last === null ? {} : { "last-event-id": this.#last };
    const headers = withToken({ accept: "text/event-stream", ...resume });
    const response = await plainFetch(address, { headers, signal });
    if (!response.ok) return this.close();
    let [text, came] = ["", false];
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const { events, rest } = eventsIn(text + chunk);
      text = rest;
      for (const { type, data, id } of events) {
        came = true;
        this.#last = id ?? this.#last;
        this.dispatchEvent(new MessageEvent(type, { data }));
      }
    }
    return came;
  }
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
  byId("tramontane-token")?.addEventListener("submit", useToken);
  YogaGraphiQL.renderYogaGraphiQL(byId("root"), options.graphiql);
  look();
});
