import { readUntil, type SeenEvent, turnEnds } from "../../tests/support/api.ts";
import * as documents from "../../tests/support/documents.generated.ts";
import { startLogStack } from "../../tests/support/log-stack.ts";
import { RawSocketReader } from "../../tests/support/raw-socket-reader.ts";
import { sseUrl } from "../../tests/support/sse.ts";
import { ms, table } from "./stats.ts";
import { sseSubscribers } from "./subscribers.ts";

const perSocket = 100;
const writes = 200;
const piece = "x".repeat(8_000);

/** Memory of the process while readers stop reading under a fast writer, and the time of readers that join a long answer late. */
export async function slowReaders(): Promise<string> {
  const rows = [];
  for (const transport of ["WebSocket", "SSE"] as const) {
    for (const count of [1, 500]) rows.push(await paused(transport, count));
  }
  const head = ["transport", "paused readers", "written, MiB", "RSS before, MiB", "RSS after, MiB"];
  return `${table(head, rows)}\n\n${await late()}`;
}

async function paused(transport: "WebSocket" | "SSE", count: number): Promise<string[]> {
  await using t = await startLogStack();
  const { graphql } = t.stack.urls;
  const answer = await t.open();
  const id = answer.conversationId;
  const one = { query: documents.events, variables: { id } };
  const sockets: { close(): void }[] = [];
  if (transport === "SSE") {
    const ids = Array.from({ length: count }, () => id);
    sockets.push(await sseSubscribers((id) => sseUrl(graphql, id), ids, { paused: true }));
  } else {
    for (let left = count; left > 0; left -= perSocket) {
      const all = Array.from({ length: Math.min(left, perSocket) }, () => one);
      const reader = await RawSocketReader.open(graphql, all);
      reader.pause();
      sockets.push(reader);
    }
  }
  const before = await t.memory();
  for (let i = 0; i < writes; i++) await answer.write(piece);
  const after = await t.memory();
  for (const socket of sockets) socket.close();
  const mib = (kib: number) => (kib / 1024).toFixed(1);
  const written = mib(writes * piece.length / 1024);
  return [transport, String(count), written, mib(before), mib(after)];
}

const deltas = 5_000;

/** Joins an answer of 5,000 deltas when all are written and it is still open, and when it has ended. */
async function late(): Promise<string> {
  await using t = await startLogStack();
  const answer = await t.open();
  for (let i = 0; i < deltas; i++) await answer.write("clock ");
  const length = answer.text().length;
  const isWhole = ({ offset = 0, text = "" }: SeenEvent) => offset + text.length === length;
  const rows: string[][] = [];
  const join = async (when: string, last: (event: SeenEvent) => boolean) => {
    const startedAt = performance.now();
    const seen = await readUntil(t.api.follow(answer.conversationId), last);
    rows.push([when, String(seen.length), ms(performance.now() - startedAt)]);
  };
  await join("during, first reader", isWhole);
  await join("during, again", isWhole);
  await answer.end();
  await join("after", turnEnds());
  return table([`joins a turn of ${deltas} deltas`, "messages", "ms"], rows);
}
