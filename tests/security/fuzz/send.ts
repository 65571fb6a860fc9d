import type { ExecutionResult } from "graphql";
import type { Operation } from "./operation.ts";

/** How an operation travels. */
export type Transport = "http" | "get" | "sse" | "websocket";

/** What came back. `fault`: what a server in order never does. */
export interface Answered {
  answers: ExecutionResult[];
  fault: string | null;
}

/** An answer that takes longer is a hang, ms. What waits for a worker waits for ten seconds. */
const hangMs = 20_000;
/** How long a subscription is read, ms. */
const readMs = 250;
const longestAddress = 8_000;

/** Sends it and reads the answers; of a subscription those that come at once. */
export async function send(url: string, operation: Operation, by: Transport): Promise<Answered> {
  const deadline = AbortSignal.timeout(hangMs);
  try {
    if (by === "websocket") return await overSocket(url, operation, deadline);
    const asked = operation.kind === "subscription" ? "sse" : by;
    return await overHttp(url, operation, asked, deadline);
  } catch (error) {
    const fault = deadline.aborted ? `no answer within ${hangMs} ms` : `no answer: ${error}`;
    return { answers: [], fault };
  }
}

const bodyOf = (query: string, variables: string) =>
  `{"query":${JSON.stringify(query)},"variables":${variables}}`;

async function overHttp(
  url: string,
  { query, variables, body = bodyOf(query, variables) }: Operation,
  by: Transport,
  deadline: AbortSignal,
): Promise<Answered> {
  const address = new URL(url);
  address.search = `${new URLSearchParams({ query, variables })}`;
  const gets = by !== "http" && address.href.length < longestAddress;
  const accept = by === "sse" ? "text/event-stream" : "application/graphql-response+json";
  const headers = { accept, "content-type": "application/json" };
  const response = await fetch(gets ? address : url, {
    headers,
    ...(!gets && { method: "POST", body }),
    signal: deadline,
  });
  const events = response.headers.get("content-type")?.includes("event-stream");
  const text = events ? await beginningOf(response) : await response.text();
  const fault = response.status >= 500 ? `status ${response.status}: ${text.slice(0, 200)}` : null;
  return { answers: events ? dataOf(text) : answersIn(text), fault };
}

async function beginningOf({ body }: Response): Promise<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return "";
  const timer = setTimeout(() => void reader.cancel(), readMs);
  let text = "";
  for (let next = await reader.read(); !next.done; next = await reader.read()) text += next.value;
  clearTimeout(timer);
  return text;
}

const dataOf = (text: string) =>
  text.split("\n").filter((line) => line.startsWith("data: {")).flatMap((l) =>
    answersIn(l.slice(6))
  );

function answersIn(text: string): ExecutionResult[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** Closes by which the server says that the message was not one it takes. */
const refusals = [1000, 1009, 4400];

async function overSocket(
  url: string,
  { kind, query, variables, body: payload = bodyOf(query, variables) }: Operation,
  deadline: AbortSignal,
): Promise<Answered> {
  const socket = new WebSocket(url.replace(/^http/, "ws"), "graphql-transport-ws");
  const answers: ExecutionResult[] = [];
  let ended = false;
  const end = () => {
    ended = true;
    socket.close(1000);
  };
  const hang = () => socket.close(3000);
  deadline.addEventListener("abort", hang);
  return await new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    socket.onopen = () => socket.send('{"type":"connection_init"}');
    socket.onmessage = ({ data }) => {
      const { type, payload: said } = JSON.parse(data);
      if (type === "connection_ack") {
        socket.send(`{"type":"subscribe","id":"1","payload":${payload}}`);
        if (kind === "subscription") timer = setTimeout(end, readMs);
      }
      if (type === "next") answers.push(said);
      if (type === "error") answers.push({ errors: said });
      if (type === "error" || type === "complete") end();
    };
    let trouble = "";
    // Followed by close.
    socket.onerror = (event) => (trouble = (event as ErrorEvent).message ?? "");
    socket.onclose = ({ code, reason }) => {
      clearTimeout(timer);
      deadline.removeEventListener("abort", hang);
      const fault = ended || refusals.includes(code)
        ? null
        : `closed with ${code} ${reason}${trouble}`;
      resolve({ answers, fault: deadline.aborted ? `no answer within ${hangMs} ms` : fault });
    };
  });
}
