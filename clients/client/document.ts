import { DocumentError } from "./errors.ts";

/** Property of generated documents from which their types are inferred. */
export interface Typed<Result, Variables> {
  __apiType?: (variables: Variables) => Result;
}

/** A document: its text, a generated `TypedDocumentString`, or a parsed document with its source. */
export type GraphQLDocument<Result, Variables> =
  | string
  | (Typed<Result, Variables> & (string | { toString(): string } | Parsed));

interface Parsed {
  readonly kind: "Document";
  readonly loc?: { readonly source: { readonly body: string } };
}

/** The text of a document. Throws DocumentError for a parsed document without its source. */
export function textOf<R, V>(document: GraphQLDocument<R, V>): string {
  if (!isParsed(document)) return String(document);
  if (document.loc) return document.loc.source.body;
  throw new DocumentError("this parsed document has no source; pass `print(document)` of graphql");
}

/** Throws DocumentError for a document without the variable `$after`: it cannot be resumed. */
export function checkResumable(text: string): void {
  if (!/\bsubscription\b/.test(text)) throw new DocumentError("this is not a subscription");
  if (/\$after\s*:/.test(text) && /:\s*\$after\b/.test(text)) return;
  throw new DocumentError(
    "to be resumed, the subscription must declare `$after: String` and pass it on as `after: $after`",
  );
}

function isParsed(document: unknown): document is Parsed {
  return typeof document === "object" && document !== null &&
    (document as { kind?: unknown }).kind === "Document";
}
