// The API's HTTP server with its spans of requests, without GraphQL: prints its port, and answers `ok` until it is killed.
import { serveHttp } from "../../src/server/http-server.ts";
import { inRequestSpan } from "../../src/tracing/request-span.ts";
import { createLogger } from "../../telemetry/log.ts";

const server = await serveHttp({
  answer: (request) => inRequestSpan(request, () => Promise.resolve(new Response("ok"))),
  refuse: () => new Response(null, { status: 413 }),
  upgrade: (_request, socket) => socket.destroy(),
  log: createLogger("test", { write: () => {} }),
}, { port: 0, host: "127.0.0.1" });
console.log(server.port);
