import postgres from "postgres";
import type { Sql } from "../../store/mod.ts";

/** A row inserted and notified of in one transaction, until a listener of the same driver hears it; ms each. */
export async function measureNotify(sql: Sql, database: string, times: number): Promise<number[]> {
  await sql`create unlogged table if not exists bare (id bigserial primary key, body text)`;
  const listener = postgres(database, { max: 1 });
  let heard: () => void = () => {};
  await listener.listen("bare", () => heard());
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const begun = performance.now();
    const hearing = new Promise<void>((resolve) => (heard = resolve));
    await sql`with row as (insert into bare (body) values ('a piece of text') returning id)
      select pg_notify('bare', id::text) from row`;
    await hearing;
    took.push(performance.now() - begun);
  }
  await listener.end();
  return took;
}

/** A message to a bare WebSocket server in this process and back; ms each. */
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
    const begun = performance.now();
    const back = new Promise((resolve) => (socket.onmessage = resolve));
    socket.send("a piece of text");
    await back;
    took.push(performance.now() - begun);
  }
  socket.close();
  await server.shutdown();
  return took;
}
