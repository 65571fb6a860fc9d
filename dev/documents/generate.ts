import { relative } from "node:path/posix";
import { plugin } from "@graphql-codegen/typescript-operations";
import {
  type DocumentNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  separateOperations,
  stripIgnoredCharacters,
  validate,
} from "graphql";
import { scalars } from "../../clients/client/codegen.ts";

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

/** The input types and enums of the schema that documents use, by name; all generated files share them. */
export type SchemaTypes = Map<string, string>;

/** The file of the shared types for documents of this path: packages of clients/ and the console have their own. */
export function schemaTypesPath(path: string): string {
  return `${packageOf(path) ?? "schema"}/document-types.generated.ts`;
}

const packageOf = (path: string) => /^(?:clients\/[^/]+|console)(?=\/)/.exec(path)?.[0];

/** Packages that are built on the client import it by its name. */
const typedOf = (path: string, from: (target: string) => string) => {
  const own = packageOf(path);
  return own === undefined || own === "clients/client"
    ? from("clients/client/document.ts")
    : "@tramontane/client";
};

/**
 * The TypeScript of a file of GraphQL documents: each operation as a string that carries the types of its result and
 * variables. `path` is the file's, from the root of the repository; schema types are added to `shared`. Throws an Error
 * with all faults against the schema.
 */
export async function generateDocuments(
  schema: GraphQLSchema,
  path: string,
  text: string,
  shared: SchemaTypes = new Map(),
): Promise<string> {
  const document = parse(text);
  const faults = validate(schema, document);
  if (faults.length > 0) throw new Error(faults.map((f) => `${path}: ${f.message}`).join("\n"));
  const types = await plugin(schema, [{ location: path, document }], config, { outputFile: "" });
  const { content } = typeof types === "string" ? { content: types } : types;
  const blocks = content.split(/^(?=export type |type )/m).map((block) => block.trim());
  const own = blocks.filter((block) => !isShared(schema, block));
  const common = blocks.filter((block) => isShared(schema, block));
  for (const block of common) shared.set(nameOf(block), block);
  const code = [...own, ...constants(document), ""].join("\n");
  const used = ["Exact", ...common.map(nameOf)].filter((name) =>
    new RegExp(`\\b${name}\\b`).test(code)
  );
  const from = (target: string) => {
    const found = relative(path.replace(/\/[^/]*$/, ""), target);
    return found.startsWith(".") ? found : `./${found}`;
  };
  return [
    `// Written by \`deno task documents\` from ${path.split("/").at(-1)}.`,
    "// deno-lint-ignore-file",
    `import type { Typed } from "${typedOf(path, from)}";`,
    `import type { ${used.sort().join(", ")} } from "${from(schemaTypesPath(path))}";`,
    "",
    code,
  ].join("\n");
}

const nameOf = (block: string) => /^export type (\w+)/.exec(block)?.[1] ?? "";

function isShared(schema: GraphQLSchema, block: string): boolean {
  const type = schema.getType(nameOf(block));
  return isInputObjectType(type) || isEnumType(type);
}

/** The file of the shared types. */
export function schemaTypesFile(shared: SchemaTypes): string {
  return [
    "// Written by `deno task documents`.",
    "// deno-lint-ignore-file",
    "export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };",
    ...[...shared].sort(([a], [b]) => a < b ? -1 : 1).map(([, block]) => block),
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
