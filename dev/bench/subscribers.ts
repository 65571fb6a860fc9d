import { limits } from "../../protocol/limits.ts";
import * as documents from "../../tests/support/documents.generated.ts";

/** A received event: the number of its subscriber, and its text if it has one. */
export type OnEvent = (subscriber: number, text: string | undefined) => void;

/** Open subscriptions. */
export interface Subscribers {
  close(): void;
}

const perSocket = limits.subscriptionsPerConnection;

/** Opens one subscription for each id, as many on a socket as it accepts; settles when each has received an event. */
export async function socketSubscribers(
  url: string,
  ids: readonly string[],
  onEvent: OnEvent = () => {},
): Promise<Subscribers> {
  const sockets: WebSocket[] = [];
  for (let at = 0; at < ids.length; at += perSocket) {
    sockets.push(await openSocket(url, ids.slice(at, at + perSocket), at, onEvent));
  }
  return { close: () => sockets.forEach((socket) => socket.close()) };
}

function openSocket(url: string, ids: readonly string[], first: number, onEvent: OnEvent) {
  const socket = new WebSocket(url.replace(/^http/, "ws"), "graphql-transport-ws");
  const startedAt = new Set<string>();
  return new Promise<WebSocket>((resolve, reject) => {
    socket.onerror = () => reject(new Error("a socket failed"));
    socket.onopen = () => socket.send('{"type":"connection_init"}');
    socket.onmessage = ({ data }) => {
      const { type, id, payload } = JSON.parse(data);
      if (type === "connection_ack") ids.forEach((id, n) => socket.send(subscribe(id, n)));
      if (type === "ping") socket.send('{"type":"pong"}');
      if (type !== "next") return;
      onEvent(first + Number(id), payload.data?.event.text);
      startedAt.add(id);
      if (startedAt.size === ids.length) resolve(socket);
    };
  });
}

const subscribe = (id: string, n: number) =>
  JSON.stringify({
    id: `${n}`,
    type: "subscribe",
    payload: { query: documents.events, variables: { id } },
  });

/** Opens the subscriptions over SSE, one connection each. With `paused`, nothing is read. */
export async function sseSubscribers(
  url: (id: string) => string,
  ids: readonly string[],
  { paused = false } = {},
): Promise<Subscribers> {
  const leaving = new AbortController();
  const open = async (id: string) => {
    const headers = { accept: "text/event-stream" };
    const { body } = await fetch(url(id), { headers, signal: leaving.signal });
    const reader = body?.getReader();
    await reader?.read();
    if (!paused) void drain(reader);
  };
  for (let at = 0; at < ids.length; at += 100) {
    await Promise.all(ids.slice(at, at + 100).map(open));
  }
  return { close: () => leaving.abort() };
}

async function drain(reader: ReadableStreamDefaultReader<unknown> | undefined) {
  try {
    while (reader && !(await reader.read()).done);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // closed by this bench
  }
}
