import { builder } from "../builder.ts";
import type { Change as Shape } from "./changes.ts";

/** A difference between two specifications. */
export const Change = builder.objectRef<Shape>("Change").implement({
  description: "A difference between two specifications.",
  fields: (t) => ({
    path: t.exposeString("path", {
      description:
        "Path in the specification, such as `instructions` or `tools.prices.get_current_stock_price.inputSchema`.",
    }),
    before: t.field({
      type: "JSON",
      description: "Previous value; null when it did not exist.",
      nullable: true,
      resolve: ({ before }) => before,
    }),
    after: t.field({
      type: "JSON",
      description: "New value; null when it was removed.",
      nullable: true,
      resolve: ({ after }) => after,
    }),
    diff: t.exposeString("diff", {
      description: "Unified diff of a long or multi-line text; null otherwise.",
      nullable: true,
    }),
  }),
});
