import { buildSchema } from "graphql";
import {
  generateDocuments,
  generatedPath,
  type SchemaTypes,
  schemaTypesFile,
  schemaTypesPath,
} from "./generate.ts";

/** Folders whose `.graphql` files have a generated TypeScript file next to them. */
const folders = ["bridges", "cli", "clients", "console", "dev", "tests/support", "tests/chaos"];

/** The generated files, by their paths from the root. */
export async function generatedFiles(root: string): Promise<Map<string, string>> {
  const schema = buildSchema(await Deno.readTextFile(`${root}/schema/schema.graphql`));
  const files = new Map<string, string>();
  const shared = new Map<string, SchemaTypes>();
  for (const folder of folders) {
    for await (const path of documentFiles(root, folder)) {
      const text = await Deno.readTextFile(`${root}/${path}`);
      const types = shared.get(schemaTypesPath(path)) ?? new Map();
      shared.set(schemaTypesPath(path), types);
      files.set(generatedPath(path), await generateDocuments(schema, path, text, types));
    }
  }
  for (const [path, types] of shared) files.set(path, schemaTypesFile(types));
  return files;
}

async function* documentFiles(root: string, folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(`${root}/${folder}`)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* documentFiles(root, path);
    else if (name.endsWith(".graphql")) yield path;
  }
}
