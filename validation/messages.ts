/** A schema and values to check by it, as JSON texts. */
export interface CheckRequest {
  id: number;
  schema: string;
  values: readonly string[];
  /** How long it may take to compile the schema, ms. */
  compileMs: number;
  /** How long it may take to check all values, ms. */
  checkMs: number;
}

/** What the thread answers: `ready` once, then one of the others for each request. */
export type CheckMessage =
  | "ready"
  | { id: number; kind: "unfinished"; part: "schema" | "values" }
  | { id: number; kind: "unusable"; fault: string }
  | { id: number; kind: "checked"; faults: (string | null)[] };
