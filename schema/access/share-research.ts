import { requireRecord } from "../errors.ts";
import { mutation, type PayloadBuilder } from "../mutation/mutation.ts";
import { ResearchRun } from "../refs.ts";
import { Grantee, ShareAccessEnum } from "./share.ts";
import { granteeIssues, toGrantee } from "./share-input.ts";

const target = { field: "researchId", kinds: ["research"], noun: "research run" } as const;

const runField = (t: PayloadBuilder<{ id: string; replayed: boolean }>) => ({
  research: t.field({
    type: ResearchRun,
    description: "The research run.",
    resolve: ({ id }, _, { reads }) => requireRecord("research run", reads.researchRun(id), reads),
  }),
});

mutation("shareResearch", {
  description:
    "Shares a research run, with the conversations of its phases, with a subject or a group, or changes what its share permits.",
  scope: "conversations:share",
  input: (t) => ({
    researchId: t.id({ description: "Id of the research run.", required: true }),
    grantee: t.field({ type: Grantee, description: "With whom.", required: true }),
    access: t.field({ type: ShareAccessEnum, description: "What is permitted.", required: true }),
  }),
  issues: ({ grantee }) => granteeIssues(grantee),
  target,
  execute: ({ idempotencyKey, researchId: id, grantee, access }, commands) =>
    commands.shareResearch({ idempotencyKey, id, grantee: toGrantee(grantee), access }),
  payload: { description: "The research run is shared.", fields: runField },
  errors: ["NotFoundError", "ConflictError"],
});

mutation("unshareResearch", {
  description:
    "Ends a share of a research run; without one it changes nothing. Open subscriptions of those who lose access end within 5 seconds.",
  scope: "conversations:share",
  input: (t) => ({
    researchId: t.id({ description: "Id of the research run.", required: true }),
    grantee: t.field({ type: Grantee, description: "Whose share ends.", required: true }),
  }),
  issues: ({ grantee }) => granteeIssues(grantee),
  target,
  execute: ({ idempotencyKey, researchId: id, grantee }, commands) =>
    commands.unshareResearch({ idempotencyKey, id, grantee: toGrantee(grantee) }),
  payload: { description: "The share has ended.", fields: runField },
  errors: ["NotFoundError", "ConflictError"],
});
