import { scalars } from "./schema.generated.ts";

export { scalars };

/** Inputs and output of the code generator, as paths from its working directory. */
export interface CodegenPaths {
  /** The committed `schema.graphql`. */
  schema: string;
  /** Your operations: `.graphql` files, or sources that contain `graphql(...)`. */
  documents: string[];
  /** Folder of the generated files, with a trailing slash. */
  into: string;
  /**
   * What takes the documents. `tramontane` (default): `follow` and `request`, which take typed strings. `urql` and
   * `apollo` take parsed documents, `TypedDocumentNode`; install `@graphql-typed-document-node/core` for their types.
   */
  library?: "tramontane" | "urql" | "apollo";
  /** The form of the documents, if another one than the library's. */
  documentMode?: DocumentMode;
}

/** Forms of generated documents, as the client preset names them. */
export type DocumentMode = "string" | "documentNode" | "graphQLTag";

/**
 * Configuration of `@graphql-codegen/cli` with its `client` preset: typed documents in files that compile with Node
 * (`nodenext`), Deno and bundlers.
 */
export function codegenFor(
  { schema, documents, into, library = "tramontane", documentMode }: CodegenPaths,
) {
  return {
    schema,
    documents,
    generates: {
      [into]: {
        preset: "client",
        presetConfig: { fragmentMasking: false },
        config: {
          documentMode: documentMode ?? (library === "tramontane" ? "string" : "documentNode"),
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
