import { schema } from "../schema/mod.ts";
import { printedAgentFileSchema } from "../cli/agents/input-schema.ts";
import { clientTables, possibleTypes, printed } from "../schema/print.ts";

const at = (name: string) => new URL(`../schema/${name}`, import.meta.url);
await Deno.writeTextFile(at("schema.graphql"), printed(schema));
await Deno.writeTextFile(
  at("possible-types.json"),
  `${JSON.stringify(possibleTypes(schema), null, 2)}\n`,
);
for (const [name, text] of Object.entries(clientTables(schema))) {
  await Deno.writeTextFile(at(`../clients/client/${name}`), text);
}
const agents = new URL("../agents/schema.json", import.meta.url);
await Deno.writeTextFile(agents, printedAgentFileSchema(schema));
console.log(
  "schema/schema.graphql, schema/possible-types.json, the tables of clients/client and agents/schema.json are written.",
);
