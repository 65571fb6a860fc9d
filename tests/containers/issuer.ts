// `issuer.ts <folder> <port>`: answers as the issuer whose state and certificate are in the folder.
import { answerIssuer } from "../../cli/issuer/issuer-server.ts";
import { readIssuer } from "../../cli/issuer/issuer-state.ts";

const [home = "", port] = Deno.args;
const cert = Deno.readTextFileSync(`${home}/server.pem`);
const key = Deno.readTextFileSync(`${home}/server.key`);
Deno.serve({ hostname: "127.0.0.1", port: Number(port), cert, key }, async (request) => {
  const state = readIssuer(home);
  if (!state) return new Response(null, { status: 503 });
  // HTTP/2 has no such header, and the issuer of one machine asks for it.
  const headers = new Headers(request.headers);
  headers.set("host", new URL(request.url).host);
  return await answerIssuer(new Request(request, { headers }), state);
});
