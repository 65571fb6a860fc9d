/** A TCP proxy in front of a server that can cut and freeze connections. */
export interface TcpProxy extends Disposable {
  port: number;
  /** Connections made so far. */
  made: number;
  /** Closes all connections without a close frame. */
  cut(): void;
  /** Forwards no more bytes of the current connections, which stay open. */
  freeze(): void;
}

interface Pair {
  near: Deno.Conn;
  far: Deno.Conn;
  frozen: boolean;
}

/** Starts the proxy. `cutAfter` returns the number of bytes from the server after which a connection is cut; 0: never. */
export function startTcpProxy(target: number, cutAfter: () => number = () => 0): TcpProxy {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const pairs = new Set<Pair>();
  const end = (pair: Pair) => {
    if (!pairs.delete(pair)) return;
    pair.near.close();
    pair.far.close();
  };
  const proxy: TcpProxy = {
    port: listener.addr.port,
    made: 0,
    cut: () => pairs.forEach(end),
    freeze: () => pairs.forEach((pair) => pair.frozen = true),
    [Symbol.dispose]: () => {
      listener.close();
      pairs.forEach(end);
    },
  };
  void (async () => {
    for await (const near of listener) {
      proxy.made++;
      const far = await Deno.connect({ hostname: "127.0.0.1", port: target });
      const pair: Pair = { near, far, frozen: false };
      pairs.add(pair);
      const budget = cutAfter();
      const over = () => end(pair);
      forward(pair, near, far, 0).then(over, over);
      forward(pair, far, near, budget).then(over, over);
    }
  })();
  return proxy;
}

async function forward(pair: Pair, from: Deno.Conn, to: Deno.Conn, budget: number): Promise<void> {
  const buffer = new Uint8Array(4_096);
  let left = budget;
  for (;;) {
    const size = await from.read(buffer);
    if (size === null) return;
    if (pair.frozen) continue;
    const allowed = budget === 0 ? size : Math.min(size, left);
    let sent = 0;
    while (sent < allowed) sent += await to.write(buffer.subarray(sent, allowed));
    left -= allowed;
    if (budget > 0 && left === 0) return;
  }
}
