/** Inputs and output of the code generator, as paths from its working directory. */
export interface CodegenPaths {
  /** The committed `schema.graphql`. */
  schema: string;
  /** Your operations: `.graphql` files, or sources that contain `graphql(...)`. */
  documents: string[];
  /** Folder of the generated files, with a trailing slash. */
  into: string;
}

/** JSON types of the schema's scalars. */
export const scalars = {
  ID: "string",
  Date: "string",
  DateTime: "string",
  Decimal: "string",
  Duration: "string",
  JSON: "unknown",
  LargeInt: "number",
};

/**
 * Configuration of `@graphql-codegen/cli` with its `client` preset: documents as typed strings for `follow` and
 * `request`, in files that compile with Node (`nodenext`), Deno and bundlers.
 */
export function codegenFor({ schema, documents, into }: CodegenPaths) {
  return {
    schema,
    documents,
    generates: {
      [into]: {
        preset: "client",
        presetConfig: { fragmentMasking: false },
        config: {
          documentMode: "string",
          enumsAsTypes: true,
          useTypeImports: true,
          importExtension: ".ts",
          strictScalars: true,
          scalars,
        },
      },
    },
  };
}

/** The configuration of this repository. Your project exports `codegenFor` with its own paths. */
export default codegenFor({
  schema: "schema/schema.graphql",
  documents: ["tests/documents/*.graphql"],
  into: "clients/client/generated/",
});
