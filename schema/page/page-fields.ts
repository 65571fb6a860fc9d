import type { ArgBuilder } from "@pothos/core";
import { limits } from "../../protocol/limits.ts";
import type { GraphTypes } from "../builder.ts";

/** Builds the arguments of a field. */
export type Args = ArgBuilder<PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>>;

const sizeDescription = `Page size, 1 to \`Limits.pageSize\`; null: ${limits.pageSizeDefault}.`;
const afterDescription =
  "Cursor after which the page starts; null: the first. A cursor of another list is refused with BAD_CURSOR.";

/** Arguments of a list that is paged forwards only. */
export const forwardArgs = (arg: Args) => ({
  first: arg.int({ description: sizeDescription }),
  after: arg.string({ description: afterDescription }),
});

/** Arguments of a list that is paged in both directions. */
export const bothWaysArgs = (arg: Args) => ({
  first: arg.int({ description: sizeDescription }),
  after: arg.string({ description: afterDescription }),
  last: arg.int({
    description: "Page size of a page that ends at `before`; 1 to `Limits.pageSize`.",
  }),
  before: arg.string({
    description: "Cursor before which the page ends; null: the last. Excludes `first` and `after`.",
  }),
});
