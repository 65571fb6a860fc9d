import { builder } from "../builder.ts";
import type { LogEvent } from "../context.ts";

/** One message of a stream. */
export const Event = builder.interfaceRef<LogEvent>("Event").implement({
  description: "One message of a stream. All of it is read from the log, so none of it is null.",
  resolveType: ({ body }) => body.kind,
  fields: (t) => ({
    cursor: t.exposeString("cursor", {
      description: "Pass it as `after` to go on behind this event. Opaque.",
    }),
    fromSeq: t.exposeInt("fromSeq", {
      description:
        "First number this event covers. A fact covers itself, `fromSeq = seq`; a TextDelta covers nothing, `fromSeq = seq + 1`.",
    }),
    seq: t.exposeInt("seq", {
      description:
        "Number of the last fact up to and including this event: 1, 2, 3, ... without holes.",
    }),
    at: t.expose("at", { type: "DateTime", description: "When it was written." }),
  }),
});
