import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import ScopeAuthPlugin from "@pothos/plugin-scope-auth";
import { type AuthScopes, authScopes, unauthorized } from "./auth-scopes.ts";
import type { GraphQLContext } from "./context.ts";

/** Type parameters of `builder`. */
export interface GraphTypes {
  Context: GraphQLContext;
  AuthScopes: AuthScopes;
  DefaultAuthStrategy: "all";
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    /** No input uses it. */
    DateTime: { Input: Date; Output: Date };
    /** Output: ISO 8601 text, or milliseconds. Input: milliseconds. */
    Duration: { Input: number; Output: string | number };
    /** Decimal number as text. */
    Decimal: { Input: string; Output: string };
    /** `YYYY-MM-DD` */
    Date: { Input: string; Output: string };
    LargeInt: { Input: number; Output: number };
    JSON: { Input: unknown; Output: unknown };
  };
}

/**
 * Collects the types of all files of this folder. Fields state their cost to the complexity plugin; `src` enforces the
 * limits, for all transports alike. Fields state the scope that they need as `authScopes`; scope-auth.test.ts knows which
 * ones must.
 */
export const builder = new SchemaBuilder<GraphTypes>({
  // The last plugin wraps the resolvers that the others have wrapped.
  plugins: [ComplexityPlugin, ScopeAuthPlugin],
  defaultFieldNullability: false,
  complexity: { disabled: true },
  scopeAuth: {
    authorizeOnSubscribe: true,
    defaultStrategy: "all",
    authScopes,
    unauthorizedError: (_parent, _context, _info, { failure }) => unauthorized(failure),
  },
});

builder.queryType({
  description:
    "Reads within the caller's tenant. An object that does not exist, belongs to another tenant, or that the principal may not read is null. A field that needs a scope is null, with an error FORBIDDEN, for a principal without it.",
});
builder.mutationType({
  description:
    "Writes. A mutation is durable when it answers. Work that it starts continues in the background; subscriptions show it.",
});
builder.subscriptionType({
  description:
    `Resumable streams, identical over WebSocket (graphql-transport-ws) and SSE: the stored events after \`after\`, then the text
of entries that are being written, then live events. To resume, pass the \`cursor\` of the last event received as \`after\`. Without
\`after\`, the stream starts at the oldest stored event. With \`last\` as the \`seq\` of the previous event: skip an event with
\`fromSeq <= last\`; events are missing if \`fromSeq > last + 1\`; else apply it. A result with data and errors is an event
with a link that could not be read: apply it. A result without data ends the operation: resume if \`extensions.retryable\` is true.
Else \`extensions.code\` says why: NOT_FOUND, FORBIDDEN and BAD_CURSOR are final; after CURSOR_EXPIRED, query again and subscribe
after the new \`eventCursor\`. \`complete\` without an error: the stream has ended. Resume after a closed connection.`,
});
