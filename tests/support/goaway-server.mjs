// A gRPC server that answers every call with an empty message and tells every connection to go after 250 ms, as
// Temporal's frontend does after 5 minutes. Prints its port; ends at end of file on stdin.
import { createServer } from "node:http2";

const server = createServer();
/** Age at which a connection gets a GOAWAY, ms. */
const age = 250;
let goaways = 0;

server.on("session", (session) => {
  session.on("error", () => {});
  // As grpc-go does: first a warning with the highest stream id, then the last one, then the end.
  const steps = [
    setTimeout(() => session.goaway(0, 2 ** 31 - 1), age),
    setTimeout(() => session.goaway(0), age + 50),
    setTimeout(() => session.close(), age + 100),
  ];
  goaways++;
  session.on("close", () => steps.forEach(clearTimeout));
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
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
process.stdin.resume().on("end", () => {
  console.log(JSON.stringify({ goaways }));
  process.exit(0);
});
