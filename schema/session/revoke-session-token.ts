import { mutation } from "../mutation/mutation.ts";
import { sessionIdIssues } from "./session-input.ts";

mutation("revokeSessionToken", {
  description:
    "Ends a session token before its time. Its next request is refused; its sockets and event streams are closed within 5 seconds.",
  scope: "tokens:mint",
  input: (t) => ({
    sessionId: t.string({ description: "`sessionId` of createSessionToken.", required: true }),
  }),
  issues: (input) => sessionIdIssues(input),
  execute: (input, commands) => commands.revokeSessionToken(input),
  payload: {
    description: "The token is revoked.",
    fields: (t) => ({
      sessionId: t.exposeString("sessionId", { description: "Identifies the token." }),
    }),
  },
  errors: ["ConflictError"],
});
