/** Where the code generator reads and writes; paths from the folder it is run in. */
export interface CodegenPlaces {
  /** The committed `schema.graphql`. */
  schema: string;
  /** Your operations: `.graphql` files, or sources with `graphql(...)` in them. */
  documents: string[];
  /** Folder for the generated files, with a slash at its end. */
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
 * Configuration of `@graphql-codegen/cli` with its `client` preset: documents as strings, which `follow` and
 * `request` take with their types, and files that compile under Node's rules (`nodenext`), Deno's and a bundler's.
 */
export function codegenFor({ schema, documents, into }: CodegenPlaces) {
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

/** For this repository, run at its root; in a project of your own, export `codegenFor` of your places. */
export default codegenFor({
  schema: "schema/schema.graphql",
  documents: ["tests/documents/*.graphql"],
  into: "clients/typescript/generated/",
});
