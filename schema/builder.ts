import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import type { GraphQLContext } from "./context.ts";

/** What the one builder of the program is typed with. */
export interface GraphTypes {
  Context: GraphQLContext;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    /** Out: a date. In: none of our inputs takes one. */
    DateTime: { Input: Date; Output: Date };
    /** Out: ISO 8601 text, or milliseconds. In: milliseconds. */
    Duration: { Input: number; Output: string | number };
    /** A decimal number as text. */
    Decimal: { Input: string; Output: string };
    /** `YYYY-MM-DD` */
    Date: { Input: string; Output: string };
    LargeInt: { Input: number; Output: number };
    JSON: { Input: unknown; Output: unknown };
  };
}

/**
 * Collects the types that the files beside this one define. Costs are told to the complexity plugin field by
 * field; the limits are applied by the server, where they answer alike on every transport.
 */
export const builder = new SchemaBuilder<GraphTypes>({
  plugins: [ComplexityPlugin],
  defaultFieldNullability: false,
  complexity: { disabled: true },
});

builder.queryType({ description: "Reads. Missing, or another tenant's: null." });
builder.mutationType({
  description: "Writes. Each is durable when it answers; what it starts is seen in the stream.",
});
builder.subscriptionType({
  description:
    `Resumable streams, the same over WebSocket (graphql-transport-ws) and SSE: the events behind \`after\`, then what is being
written, then live. To resume, pass the \`cursor\` of the last event you have. No \`after\`: from the oldest event kept.
With \`last\` the \`seq\` of the event before: skip when \`fromSeq <= last\`, there is a gap when \`fromSeq > last + 1\`, else apply.
An answer with data and errors is an event whose link could not be read: apply it. One without data ends the operation: resume
if \`extensions.retryable\`, else see \`extensions.code\`: NOT_FOUND, FORBIDDEN, BAD_CURSOR (give up), CURSOR_EXPIRED (query again,
go on from the new \`eventCursor\`). \`complete\` without an error: the stream has ended for good. A closed connection: resume.`,
});
