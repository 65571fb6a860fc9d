/** A difference between two specifications, as the API gives it. */
export interface Change {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  /** A unified diff of a long text; null for others. */
  readonly diff: string | null;
}

/** Differences of one part of a specification, such as one tool. */
export interface ChangeGroup {
  /** Path of the part, such as `settings` or `tools.prices.get_current_stock_price`. */
  readonly part: string;
  readonly verb: "was added" | "was removed" | "changed";
  /** Each with its path below the part; an empty one: the part itself. */
  readonly changes: readonly Change[];
}

/** A tool is named by its server and its name; the other parts by their first name. */
const partOf = (path: string): string => {
  const names = path.split(".");
  return names.slice(0, names[0] === "tools" ? 3 : 1).join(".");
};

/** The differences by the part of the specification that they belong to, in their order. */
export function groupChanges(changes: readonly Change[]): ChangeGroup[] {
  const groups = Map.groupBy(changes, ({ path }) => partOf(path));
  return [...groups].map(([part, all]) => ({
    part,
    verb: verbOf(part, all),
    changes: all.map((change) => ({ ...change, path: change.path.slice(part.length + 1) })),
  }));
}

/** A tool was added where all that is known of it is new; a setting that was not given before only changed its part. */
function verbOf(part: string, changes: readonly Change[]): ChangeGroup["verb"] {
  const isWhole = part.startsWith("tools.") || changes.every(({ path }) => path === part);
  if (isWhole && changes.every(({ before }) => before === null)) return "was added";
  return isWhole && changes.every(({ after }) => after === null) ? "was removed" : "changed";
}
