// A Temporal behind TLS: node tls-temporal.mjs <target host:port> <folder of certificates> [api key]
// Ends TLS, asks for a certificate of the client, looks for the key where one is given, and passes gRPC on to a server
// that speaks none of it. Prints its port; prints "unauthorized" for each call without the key. Node, since Deno's TLS
// server asks for no certificate.
import { readFileSync } from "node:fs";
import { connect, createSecureServer } from "node:http2";

const [target, folder, apiKey] = process.argv.slice(2);
const file = (name) => readFileSync(`${folder}/${name}`);
const upstream = connect(`http://${target}`);
const server = createSecureServer({
  key: file("server.key"),
  cert: file("server.pem"),
  ca: file("ca.pem"),
  requestCert: true,
  rejectUnauthorized: true,
});
server.on("sessionError", () => {});
server.on("stream", (stream, headers) => {
  stream.on("error", () => {});
  if (apiKey && headers.authorization !== `Bearer ${apiKey}`) {
    console.log("unauthorized");
    const refused = { "grpc-status": "16", "grpc-message": "no key" };
    stream.respond({ ":status": 200, "content-type": "application/grpc", ...refused }, {
      endStream: true,
    });
    return;
  }
  pass(stream, headers);
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));

function pass(stream, { ":path": path, ":method": method, authorization: _, ...headers }) {
  delete headers[":scheme"];
  delete headers[":authority"];
  const call = upstream.request({ ...headers, ":path": path, ":method": method, te: "trailers" });
  call.on("error", () => stream.close());
  stream.on("close", () => call.close());
  call.on("response", (head, flags) => {
    if (stream.destroyed) return;
    const { ":status": status, ...rest } = head;
    const endStream = (flags & 1) !== 0;
    stream.respond({ ":status": status, ...rest }, { endStream, waitForTrailers: !endStream });
  });
  let trailers = {};
  call.on("trailers", (t) => (trailers = { ...t }));
  stream.on("wantTrailers", () => stream.sendTrailers(trailers));
  stream.pipe(call);
  call.pipe(stream);
}
