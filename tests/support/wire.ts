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

/** The events of a subscription over SSE: `id`, `event` and `data` of each, until the server ends it. */
export async function* sseOf(
  url: string,
  query: string,
  variables: object,
  lastEventId?: string,
): AsyncGenerator<{ id?: string; event?: string; data?: string }> {
  const asked = new URL(url);
  asked.searchParams.set("query", query);
  asked.searchParams.set("variables", JSON.stringify(variables));
  const headers = {
    accept: "text/event-stream",
    ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
  };
  const response = await fetch(asked, { headers });
  let rest = "";
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const frames = (rest + text).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      const fields = frame.split("\n").map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
      const of = Object.fromEntries(fields.map(([, name = "", value]) => [name, value]));
      if (of.event) yield of;
    }
  }
}
