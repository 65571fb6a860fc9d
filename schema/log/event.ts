import { builder } from "../builder.ts";
import type { BodyOf, EventBody, LogEvent } from "../ports/event-log.ts";

/** An event of a stream. */
export const Event = builder.interfaceRef<LogEvent>("Event").implement({
  description:
    "An event of a stream. Its own fields come from the log and are never null; links to other objects are read when it is sent.",
  resolveType: ({ body }) => body.kind,
  fields: (t) => ({
    cursor: t.exposeString("cursor", {
      description: "Opaque cursor. Pass it as `after` to continue after this event.",
    }),
    fromSeq: t.exposeInt("fromSeq", {
      description:
        "First number that the event covers: `seq` for a stored event, `seq + 1` for a TextDelta, which covers none.",
    }),
    seq: t.exposeInt("seq", {
      description:
        "Number of the event: 1, 2, 3, ... without gaps. Of a TextDelta: number of the stored event before it.",
    }),
    at: t.expose("at", { type: "DateTime", description: "Time at which the event was written." }),
  }),
});

/** The object type of events of one kind, to be implemented. */
export const eventRef = <K extends EventBody["kind"]>(kind: K) =>
  builder.objectRef<LogEvent<BodyOf<K>>>(kind);
