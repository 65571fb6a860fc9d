import { requireRecord } from "../errors.ts";
import { mutation } from "../mutation/mutation.ts";
import { ApiKey } from "../refs.ts";

mutation("revokeApiKey", {
  description:
    "Ends the validity of an API key, now and for good. Its next request is refused; its sockets and event streams are closed within 5 seconds. A key that replaced it stays valid.",
  input: (t) => ({ keyId: t.id({ description: "Id of the key.", required: true }) }),
  scope: "keys:write",
  target: { field: "keyId", kinds: ["key"], noun: "API key" },
  execute: (input, commands) => commands.revokeApiKey(input),
  payload: {
    description: "The key is revoked.",
    fields: (t) => ({
      apiKey: t.field({
        type: ApiKey,
        description: "The record of the key.",
        resolve: ({ keyId }, _, { reads }) => requireRecord("API key", reads.apiKey(keyId)),
      }),
    }),
  },
  errors: ["NotFoundError", "ConflictError"],
});
