// `deno task documents`: writes the typed documents from the `.graphql` files.
import { fileURLToPath } from "node:url";
import { generatedFiles } from "./documents/files.ts";

const root = fileURLToPath(new URL("../", import.meta.url)).replace(/\/$/, "");
for (const [path, text] of await generatedFiles(root)) {
  await Deno.writeTextFile(`${root}/${path}`, text);
}
