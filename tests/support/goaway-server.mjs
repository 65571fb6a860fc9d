// A gRPC server that answers every call with an empty message and sends GOAWAY every 200 ms, as Temporal's frontend
// does every few minutes. Prints its port; ends at end of file on stdin.
import { createServer } from "node:http2";

const server = createServer();
const sessions = new Set();
let goaways = 0;

server.on("session", (session) => {
  sessions.add(session);
  session.on("close", () => sessions.delete(session));
  session.on("error", () => {});
});
server.on("stream", (stream) => {
  stream.on("error", () => {});
  stream.respond(
    { ":status": 200, "content-type": "application/grpc" },
    { waitForTrailers: true },
  );
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  stream.end(Buffer.alloc(5));
});
setInterval(() => {
  for (const session of sessions) {
    // As grpc-go does: first a warning with the highest stream id, then the last one, then the end.
    session.goaway(0, 2 ** 31 - 1);
    setTimeout(() => session.destroyed || session.goaway(0), 30);
    setTimeout(() => session.destroy(), 60);
    goaways++;
  }
}, 200).unref();

server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
process.stdin.resume().on("end", () => {
  console.log(JSON.stringify({ goaways }));
  process.exit(0);
});
