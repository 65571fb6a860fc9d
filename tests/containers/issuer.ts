// `issuer.ts <folder> <port>`: answers as the issuer whose state is in the folder.
import { answerIssuer } from "../../cli/issuer/issuer-server.ts";
import { readIssuer } from "../../cli/issuer/issuer-state.ts";

const [home = "", port] = Deno.args;
Deno.serve({ hostname: "127.0.0.1", port: Number(port) }, async (request) => {
  const state = readIssuer(home);
  return state ? await answerIssuer(request, state) : new Response(null, { status: 503 });
});
