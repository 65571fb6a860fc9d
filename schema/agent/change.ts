import { builder } from "../builder.ts";
import type { Change as Shape } from "./changes.ts";

/** One difference. */
export const Change = builder.objectRef<Shape>("Change").implement({
  description: "One difference.",
  fields: (t) => ({
    path: t.exposeString("path", {
      description:
        "Where, such as `instructions` or `tools.prices.get_current_stock_price.inputSchema`.",
    }),
    before: t.field({
      type: "JSON",
      description: "Before; null when it was not there.",
      nullable: true,
      resolve: ({ before }) => before,
    }),
    after: t.field({
      type: "JSON",
      description: "After; null when it is gone.",
      nullable: true,
      resolve: ({ after }) => after,
    }),
    diff: t.exposeString("diff", {
      description: "Unified diff, for long texts.",
      nullable: true,
    }),
  }),
});
