import { relative } from "node:path/posix";
import { plugin } from "@graphql-codegen/typescript-operations";
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  separateOperations,
  stripIgnoredCharacters,
  validate,
} from "graphql";
import { scalars } from "../../clients/typescript/codegen.ts";

const config = {
  scalars,
  strictScalars: true,
  useTypeImports: true,
  enumType: "string-literal",
  disableDescriptions: true,
  arrayInputCoercion: false,
  skipTypename: true,
} as const;

/** The generated file of a file of documents: `demo.graphql` becomes `demo.generated.ts`. */
export function generatedPath(path: string): string {
  return path.replace(/\.graphql$/, ".generated.ts");
}

/**
 * The TypeScript of a file of GraphQL documents: each operation as a string that carries the types of its result and
 * variables. `path` is the file's, from the root of the repository. Throws an Error with all faults against the schema.
 */
export async function generateDocuments(
  schema: GraphQLSchema,
  path: string,
  text: string,
): Promise<string> {
  const document = parse(text);
  const faults = validate(schema, document);
  if (faults.length > 0) throw new Error(faults.map((f) => `${path}: ${f.message}`).join("\n"));
  const types = await plugin(schema, [{ location: path, document }], config, { outputFile: "" });
  const { prepend = [], content } = typeof types === "string" ? { content: types } : types;
  const client = relative(path.replace(/\/[^/]*$/, ""), "clients/typescript/document.ts");
  return [
    `// Written by \`deno task documents\` from ${path.split("/").at(-1)}.`,
    "// deno-lint-ignore-file",
    `import type { Typed } from "${client}";`,
    "",
    ...prepend,
    content,
    ...constants(document),
    "",
  ].join("\n");
}

function constants(document: DocumentNode): string[] {
  const texts = separateOperations(document);
  return document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => constant(operation, texts));
}

function constant(
  { name, operation }: OperationDefinitionNode,
  texts: Record<string, DocumentNode>,
): string {
  const own = name?.value ?? "";
  const text = texts[own];
  if (!text) throw new Error("an operation without a name");
  const type = `${own}${operation[0]?.toUpperCase()}${operation.slice(1)}`;
  const literal = JSON.stringify(stripIgnoredCharacters(print(text)));
  return `export const ${own[0]?.toLowerCase()}${own.slice(1)} = ${literal} as ` +
    `string & Typed<${type}, ${type}Variables>;`;
}
