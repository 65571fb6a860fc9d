import { builder } from "../builder.ts";

/** By number or by alias. */
export const VersionSelector = builder.inputType("VersionSelector", {
  description: "Which version of an agent: exactly one of these.",
  isOneOf: true,
  fields: (t) => ({
    number: t.int({ description: "Its number." }),
    alias: t.string({ description: "What this alias points at, now." }),
  }),
});
