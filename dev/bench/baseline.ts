import postgres from "postgres";
import type { Sql } from "../../store/mod.ts";

/** Time from an insert with its notification in one transaction to a listener of the same driver, ms each. */
export async function measureNotify(sql: Sql, database: string, times: number): Promise<number[]> {
  await sql`create unlogged table if not exists bare (id bigserial primary key, body text)`;
  const listener = postgres(database, { max: 1 });
  let heard: () => void = () => {};
  await listener.listen("bare", () => heard());
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    const hearing = new Promise<void>((resolve) => (heard = resolve));
    await sql`with row as (insert into bare (body) values ('a piece of text') returning id)
      select pg_notify('bare', id::text) from row`;
    await hearing;
    took.push(performance.now() - startedAt);
  }
  await listener.end();
  return took;
}

/** Round trip of a message to a WebSocket server in this process, ms each. */
export async function measureEcho(times: number): Promise<number[]> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    const { socket, response } = Deno.upgradeWebSocket(request);
    socket.onmessage = ({ data }) => socket.send(data);
    return response;
  });
  const socket = new WebSocket(`ws://127.0.0.1:${server.addr.port}`);
  await new Promise((resolve) => (socket.onopen = resolve));
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    const back = new Promise((resolve) => (socket.onmessage = resolve));
    socket.send("a piece of text");
    await back;
    took.push(performance.now() - startedAt);
  }
  socket.close();
  await server.shutdown();
  return took;
}
