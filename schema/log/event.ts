import type { Status as StatusName } from "../../protocol/status.ts";
import { builder } from "../builder.ts";
import type { GraphQLContext } from "../context.ts";
import type { BodyOf, EventBody, LogEvent } from "../ports/event-log.ts";
import type { Reads } from "../ports/reads.ts";
import { Status } from "../status.ts";

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

/** Options of the field `status` of an event. */
export const statusField = {
  type: Status,
  description: "Status at the time of the event.",
  resolve: ({ body }: { body: { status: StatusName } }) => body.status,
};

type Loader = "entry" | "turn" | "step" | "approval" | "researchPhase" | "researchRun";

/** Options of a field that links to the current state of the object with the id `body[id]`. */
export const linkField = <Type, L extends Loader, Id extends string>(
  type: Type,
  loader: L,
  id: Id,
) => ({
  type,
  description: "Current state; null when it could not be read.",
  nullable: true as const,
  resolve: ({ body }: { body: Record<Id, string> }, _: unknown, { reads }: GraphQLContext) =>
    reads[loader](body[id]) as ReturnType<Reads[L]>,
});
