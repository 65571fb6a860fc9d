import { limits } from "../../protocol/limits.ts";
import { lengthIssues } from "../mutation/issues.ts";
import { mutation } from "../mutation/mutation.ts";
import { changedRunField } from "./research-payload.ts";

mutation("cancelResearch", {
  description: "Cancels a research run. Phases that have ended keep their results.",
  input: (t) => ({
    researchId: t.id({ description: "Id of the research run.", required: true }),
    reason: t.string({ description: "Reason, kept with the cancelled turns." }),
  }),
  scope: "research:cancel",
  issues: ({ reason }) => lengthIssues(reason, ["reason"], limits.messageLength),
  target: { field: "researchId", kinds: ["research"], noun: "research run" },
  execute: (input, commands) => commands.cancelResearch({ ...input, reason: input.reason ?? null }),
  payload: {
    description: "The research run is being cancelled, or has ended.",
    fields: changedRunField,
  },
  errors: ["NotFoundError", "ConflictError"],
});
