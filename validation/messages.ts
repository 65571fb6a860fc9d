/** A schema and values to check, as JSON texts. */
export interface CheckRequest {
  id: number;
  schema: string;
  values: readonly string[];
  /** Time limit to compile the schema, ms. */
  compileMs: number;
  /** Time limit to check all values, ms. */
  checkMs: number;
}

/** Messages of the thread: `ready` once, then one of the others for each request. */
export type CheckMessage =
  | "ready"
  | { id: number; kind: "unfinished"; part: "schema" | "values" }
  | { id: number; kind: "unusable"; fault: string }
  | { id: number; kind: "checked"; faults: (string | null)[] };
