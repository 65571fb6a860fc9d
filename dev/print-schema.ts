import { schema } from "../schema/mod.ts";
import { printedAgentFileSchema } from "../cli/agents/input-schema.ts";
import { possibleTypes, printed } from "../schema/print.ts";

const at = (name: string) => new URL(`../schema/${name}`, import.meta.url);
await Deno.writeTextFile(at("schema.graphql"), printed(schema));
await Deno.writeTextFile(at("possible-types.json"), possibleTypes(schema));
const agents = new URL("../agents/schema.json", import.meta.url);
await Deno.writeTextFile(agents, printedAgentFileSchema(schema));
console.log(
  "schema/schema.graphql, schema/possible-types.json and agents/schema.json are written.",
);
