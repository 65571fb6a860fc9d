import type { UnsupportedNumber as NumberShape } from "../../protocol/research/phase.ts";
import { builder } from "../builder.ts";

/** A number of a report's text that nothing supports. */
export const UnsupportedNumber = builder.objectRef<NumberShape>("UnsupportedNumber").implement({
  description: "A number of a report's text that no proven figure and no linked source supports.",
  fields: (t) => ({
    section: t.exposeInt("section", {
      description: "Index of the section in `sections`, from 0; null: it is in title or summary.",
      nullable: true,
    }),
    number: t.exposeString("number", { description: "The number as written, with its unit." }),
    sentence: t.exposeString("sentence", {
      description: "The sentence around it, at most 300 characters.",
    }),
  }),
});
