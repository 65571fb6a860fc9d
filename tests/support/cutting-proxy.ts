/** A proxy in front of the API whose connections can be cut in the middle. */
export interface CuttingProxy extends AsyncDisposable {
  /** GraphQL address through the proxy. */
  url: string;
  /** Destroys every open connection; new ones are let through. Answers how many there were. */
  cut(): number;
}

/** Opens a proxy to `target`. It passes bytes, but for the Host header, which it makes the target's. */
export function openCuttingProxy(target: string): CuttingProxy {
  const { hostname, port, host, pathname } = new URL(target);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const own = `127.0.0.1:${(listener.addr as Deno.NetAddr).port}`;
  const open = new Set<() => void>();
  (async () => {
    for await (const client of listener) {
      const server = await Deno.connect({ hostname, port: Number(port) });
      const close = () => {
        open.delete(close);
        for (const side of [client, server]) closeQuietly(side);
      };
      open.add(close);
      const outwards = client.readable.pipeThrough(renamed(own, host)).pipeTo(server.writable);
      const inwards = server.readable.pipeTo(client.writable);
      Promise.race([outwards, inwards]).catch(() => undefined).finally(close);
      for (const way of [outwards, inwards]) way.catch(() => undefined);
    }
  })().catch(() => undefined);
  return {
    url: `http://${own}${pathname}`,
    cut: () => [...open].map((close) => close()).length,
    [Symbol.asyncDispose]: async () => {
      listener.close();
      for (const close of open) close();
      await Promise.resolve();
    },
  };
}

function closeQuietly(side: Deno.Conn) {
  try {
    side.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}

/** Replaces the name of the proxy in the first piece of a connection: the head of its request. */
function renamed(from: string, to: string): TransformStream<Uint8Array, Uint8Array> {
  let first = true;
  return new TransformStream({
    transform(piece, controller) {
      const text = first ? new TextDecoder("latin1").decode(piece).replace(from, to) : null;
      first = false;
      controller.enqueue(
        text === null ? piece : Uint8Array.from(text, (c) => c.charCodeAt(0)),
      );
    },
  });
}
