import type { Gap as Shape } from "../../protocol/research/phase.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";

const GapKind = builder.enumType("GapKind", {
  description: "Kind of a gap.",
  values: enumValues<Shape["kind"]>({
    SYMBOL: "No security is traded under the symbol.",
    FIGURE: "An analysis has no proven figure of the symbol.",
    OMISSION: "The report has none of the proven figures that an analysis has of the symbol.",
    SEARCH: "A planned search has no result.",
    SOURCE: "No finding has the source.",
    LANGUAGE: "The text is not in the language that was asked for.",
    NUMBER:
      "A figure of the report is not proven, or no proven figure supports a number of its text.",
  }),
});

/** What a report lacks. */
export const Gap = builder.objectRef<Shape>("Gap").implement({
  description: "What a report lacks, found by rules, without a model.",
  fields: (t) => ({
    kind: t.expose("kind", { type: GapKind, description: "Kind of the gap." }),
    subject: t.exposeString("subject", {
      description:
        "What it is about: the symbol, query, address, detected language, or number with its unit.",
    }),
    message: t.exposeString("message", { description: "What is missing, in one sentence or two." }),
  }),
});
