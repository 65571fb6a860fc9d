import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import process from "node:process";
import type { TLSSocket } from "node:tls";
import { attempt } from "../attempt.ts";

// Run by Node.js in a folder of certificates, whose names are the arguments: starts a receiver with each of them, sends
// a message to `https://localhost` there, and prints how it went, as lines of JSON.
const message = { id: "delivery_1", body: "{}", secrets: ["whsec_c2VjcmV0"] };
let lookups = 0;
const rules = {
  allowsLoopback: true,
  // A name that is bound again: only the first answer is used.
  resolve: () =>
    Promise.resolve([{ address: lookups++ === 0 ? "127.0.0.1" : "127.0.0.9", family: 4 }]),
};

for (const name of process.argv.slice(2)) {
  const [cert, key] = ["pem", "key"].map((kind) => readFileSync(`${name}.${kind}`));
  const got: unknown[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    const { servername } = request.socket as TLSSocket & { servername: string | false };
    const to = request.socket.localAddress;
    got.push({ servername, host: request.headers.host, to });
    response.writeHead(204).end();
  }).listen(0, "0.0.0.0");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  lookups = 0;
  const url = `https://localhost:${port}/hook`;
  const { status, failure } = await attempt(
    { ...message, url },
    rules,
    new AbortController().signal,
  );
  console.log(JSON.stringify({ name, status, failure, got, lookups, port }));
  server.close();
}
