import { builder } from "../builder.ts";

/** Selects a version by number or alias. */
export const VersionSelector = builder.inputType("VersionSelector", {
  description: "Selects a version of an agent: exactly one of these fields.",
  isOneOf: true,
  fields: (t) => ({
    number: t.int({ description: "Number of the version." }),
    alias: t.string({ description: "Alias that points at the version now." }),
  }),
});
