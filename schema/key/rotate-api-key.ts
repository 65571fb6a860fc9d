import { keyLimits } from "../../protocol/key/commands.ts";
import { mutation } from "../mutation/mutation.ts";
import { durationIssues } from "./api-key-input.ts";
import { newApiKeyFields, shownOnce } from "./new-api-key.ts";

mutation("rotateApiKey", {
  description:
    "Creates a key in place of another one, with the same name, subject, roles, scopes and time to live. The old one stays valid for the overlap, then streams that it opened are closed.",
  keyNote: shownOnce,
  input: (t) => ({
    keyId: t.id({ description: "Id of the key to replace.", required: true }),
    overlap: t.field({
      type: "Duration",
      description:
        "Time for which the old key stays valid, PT0S to P7D, at most until it expires; null: P1D.",
    }),
  }),
  scope: "keys:write",
  target: { field: "keyId", kinds: ["key"], noun: "API key" },
  issues: ({ overlap }) => durationIssues(overlap, ["overlap"], [0, keyLimits.maxOverlapMs]),
  execute: ({ overlap, ...input }, commands) =>
    commands.rotateApiKey({ ...input, overlapMs: overlap ?? keyLimits.defaultOverlapMs }),
  payload: { description: "The new key is created.", fields: newApiKeyFields },
  errors: ["NotFoundError", "ConflictError", "UnavailableError"],
});
