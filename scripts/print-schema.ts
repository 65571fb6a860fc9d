import { schema } from "../schema/mod.ts";
import { possibleTypes, printed } from "../schema/print.ts";

const at = (name: string) => new URL(`../schema/${name}`, import.meta.url);
await Deno.writeTextFile(at("schema.graphql"), printed(schema));
await Deno.writeTextFile(at("possible-types.json"), possibleTypes(schema));
console.log("schema/schema.graphql and schema/possible-types.json are written.");
