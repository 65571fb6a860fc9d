import type { ObjectRef } from "@pothos/core";
import { builder, type GraphTypes } from "../builder.ts";
import type { BodyOf, EventBody, LogEvent } from "../context.ts";

/** How an event says the four fields of `Event`. */
export interface EventDescriptions {
  cursor: string;
  fromSeq: string;
  seq: string;
  at: string;
}

/** The words of a fact. */
export const eventDescriptions: EventDescriptions = {
  cursor: "Resume behind it.",
  fromSeq: "Same as `seq`.",
  seq: "Number of this fact.",
  at: "When it happened.",
};

/** The words of a stream's last fact. */
export const lastEventDescriptions: EventDescriptions = {
  ...eventDescriptions,
  cursor: "Behind it there is nothing.",
};

/** The type of the events of that kind, to be filled in. */
export const eventRef = <K extends EventBody["kind"]>(kind: K) =>
  builder.objectRef<LogEvent<BodyOf<K>>>(kind);

type EventRef = ObjectRef<PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>, LogEvent>;

/** Every member says the four fields of `Event` again, in its own words. */
export function defineEventFields<K extends EventBody["kind"]>(
  ref: ReturnType<typeof eventRef<K>>,
  words: EventDescriptions,
) {
  builder.objectFields(ref as unknown as EventRef, (t) => ({
    cursor: t.exposeString("cursor", { description: words.cursor }),
    fromSeq: t.exposeInt("fromSeq", { description: words.fromSeq }),
    seq: t.exposeInt("seq", { description: words.seq }),
    at: t.expose("at", { type: "DateTime", description: words.at }),
  }));
}
