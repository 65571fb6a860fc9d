import { mutation } from "../mutation/mutation.ts";
import { subscriptionIssues } from "./subscription-issues.ts";

mutation("createStreamTicket", {
  description:
    "Creates a ticket with which a browser's EventSource, which cannot send a token, opens one event stream: `GET /graphql?query=...&variables=...&ticket=...`. It can be used once, within 30 seconds, for this subscription with these variables. The stream is the caller's, and ends with the caller's credential. An EventSource that reconnects by itself is refused (401): create another ticket, for the variables with the newest cursor as `after`. Where no credentials are needed, tickets are ignored.",
  keyNote: "A replay returns the same result without `ticket`: use a new key instead.",
  input: (t) => ({
    query: t.string({
      description: "Text of the subscription, exactly as the EventSource sends it.",
      required: true,
    }),
    operationName: t.string({
      description: "Name of the operation, where the text has several; null: none is sent.",
    }),
    variables: t.field({
      type: "JSON",
      description: "Object with the variables that the EventSource sends; null: none.",
    }),
  }),
  scope: "everyone",
  issues: (input) => subscriptionIssues(input),
  execute: ({ operationName, variables, ...input }, commands) =>
    commands.createStreamTicket({
      ...input,
      operationName: operationName || null,
      variables: variables ?? null,
    }),
  payload: {
    description: "The ticket is created.",
    fields: (t) => ({
      ticket: t.exposeString("ticket", {
        description:
          "The ticket, for the parameter `ticket`. Null in a replay: it is stored nowhere.",
        nullable: true,
      }),
      expiresAt: t.field({
        type: "DateTime",
        description: "Until when it can be used. The stream may last longer.",
        resolve: ({ expiresAt }) => new Date(expiresAt),
      }),
    }),
  },
  errors: ["ConflictError"],
});
