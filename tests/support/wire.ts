/** One frame sent on a raw WebSocket, and how the server ended it. */
export async function closeCodeOf(
  url: string,
  send: (socket: WebSocket) => void,
  protocol = "graphql-transport-ws",
): Promise<number> {
  const socket = new WebSocket(url.replace(/^http/, "ws"), protocol);
  return await new Promise((resolve) => {
    socket.onopen = () => send(socket);
    socket.onerror = () => {};
    socket.onclose = ({ code }) => resolve(code);
  });
}

/** One server-sent event. */
export interface SseFrame {
  id?: string;
  event?: string;
  data?: string;
}

/** The events of a subscription over SSE: `id`, `event` and `data` of each, until the server ends it. */
export async function* sseOf(
  url: string,
  query: string,
  variables: object,
  lastEventId?: string,
): AsyncGenerator<SseFrame> {
  const headers = {
    accept: "text/event-stream",
    ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
  };
  yield* framesOf(await fetch(streamUrl(url, query, variables), { headers }));
}

/** The address of a subscription's event stream. */
export function streamUrl(url: string, query: string, variables: object, ticket?: string): URL {
  const asked = new URL(url);
  asked.searchParams.set("query", query);
  asked.searchParams.set("variables", JSON.stringify(variables));
  if (ticket !== undefined) asked.searchParams.set("ticket", ticket);
  return asked;
}

/** The events of a response, until the server ends it. */
export async function* framesOf({ body }: Response): AsyncGenerator<SseFrame> {
  let rest = "";
  for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const frames = (rest + text).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      const fields = frame.split("\n").map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
      const of = Object.fromEntries(fields.map(([, name = "", value]) => [name, value]));
      if (of.event) yield of;
    }
  }
}
