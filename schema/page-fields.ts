import type { ArgBuilder } from "@pothos/core";
import type { GraphTypes } from "./builder.ts";

/** Builds arguments. */
export type Args = ArgBuilder<PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>>;

const startBehind = "Cursor to start behind; one that this list did not give is BAD_CURSOR.";

/** Arguments of a list that is read forwards only. */
export const forwardArgs = (arg: Args) => ({
  first: arg.int({ description: "Page size." }),
  after: arg.string({ description: startBehind }),
});

/** Arguments of a list that is read both ways. */
export const bothWaysArgs = (arg: Args) => ({
  first: arg.int({ description: "Page size, forwards." }),
  after: arg.string({ description: startBehind }),
  last: arg.int({ description: "Page size, backwards." }),
  before: arg.string({ description: "Cursor to end before; see `after`." }),
});
