import type { ArgBuilder } from "@pothos/core";
import type { GraphTypes } from "../builder.ts";

/** Builds arguments. */
export type Args = ArgBuilder<PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>>;

const startBehind =
  "Cursor after which the page starts; a cursor that is not of this list is BAD_CURSOR.";

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
  before: arg.string({ description: "Cursor before which the page ends; see `after`." }),
});
