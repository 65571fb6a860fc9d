import assert from "node:assert/strict";
import { createServer, type Server } from "node:net";
import { test } from "node:test";
import { connect } from "./connect.ts";
import { whenReachable } from "./when-reachable.ts";

/** A port at which nothing listens now. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** PostgreSQL as far as its first answer: this error. */
function answering(port: number, code: string): Promise<Server> {
  const fields = `SFATAL\0C${code}\0Mnot now\0\0`;
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(fields.length + 4, 1);
  const server = createServer((s) =>
    s.once("data", () => s.end(Buffer.concat([head, Buffer.from(fields)]))).on("error", () => {})
  );
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}

test("an unreachable database is retried; one that refuses the login is not", async () => {
  const port = await closedPort();
  const url = `postgres://u:p@127.0.0.1:${port}/d`;
  const sql = connect(url, { name: "test", max: 1 });
  const reported: unknown[] = [];
  let server: Server | undefined;
  let tries = 0;
  const work = async () => {
    if (++tries === 2) server = await answering(port, "28P01");
    return await sql`select 1`;
  };
  const onAway = (error: unknown) => reported.push((error as { code: string }).code);
  await assert.rejects(whenReachable(work, { onAway }), { code: "28P01" });
  assert.deepEqual(reported, ["ECONNREFUSED"], "the wait is reported once");
  assert.equal(tries, 2);
  await sql.end({ timeout: 0 });
  server?.close();
});

test("the wait ends with its signal", async () => {
  const sql = connect(`postgres://u:p@127.0.0.1:${await closedPort()}/d`, { name: "test", max: 1 });
  const waiting = { onAway: () => {}, signal: AbortSignal.abort() };
  await assert.rejects(whenReachable(async () => await sql`select 1`, waiting), {
    code: "ECONNREFUSED",
  });
  await sql.end({ timeout: 0 });
});
