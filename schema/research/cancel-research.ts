import { isId } from "../../protocol/ids.ts";
import { limits } from "../../protocol/limits.ts";
import type { CancelledResearch } from "../../protocol/research/commands.ts";
import { notFound, validationError } from "../../protocol/user-error.ts";
import { builder } from "../builder.ts";
import { present } from "../errors.ts";
import { keyDescription, replayedDescription } from "../mutation/input-descriptions.ts";
import { keyIssues, lengthIssues } from "../mutation/issues.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import { ConflictError, NotFoundError, ValidationError } from "../mutation/user-error.ts";
import { ResearchRun } from "../refs.ts";

const CancelResearchInput = builder.inputType("CancelResearchInput", {
  description: "Input of cancelResearch.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    researchId: t.id({ description: "The research run.", required: true }),
    reason: t.string({ description: "Why, for the record." }),
  }),
});

const CancelResearchPayload = builder.objectRef<CancelledResearch>("CancelResearchPayload")
  .implement({
    description: "The run is stopping, or has ended.",
    fields: (t) => ({
      research: t.field({
        type: ResearchRun,
        description: "The research run.",
        resolve: ({ researchId }, _, { reads }) =>
          present("research run", reads.researchRun(researchId)),
      }),
      replayed: t.exposeBoolean("replayed", { description: replayedDescription }),
    }),
  });

const refusals = ["ValidationError", "NotFoundError", "ConflictError"] as const;

const CancelResearchResult = builder.unionType("CancelResearchResult", {
  description: "Result of cancelResearch.",
  types: [CancelResearchPayload, ValidationError, NotFoundError, ConflictError],
  resolveType: resultTypeName("CancelResearchPayload"),
});

builder.mutationField("cancelResearch", (t) =>
  t.field({
    type: CancelResearchResult,
    description: "Stops a research run; finished phases stay readable.",
    args: { input: t.arg({ type: CancelResearchInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const { idempotencyKey, researchId, reason } = input;
      const issues = [
        ...keyIssues(idempotencyKey),
        ...lengthIssues(reason, ["reason"], limits.messageLength),
      ];
      const refused = issues.length > 0
        ? validationError(issues)
        : isId("research", researchId)
        ? null
        : notFound("such research run", ["researchId"]);
      return narrowed(
        refused ?? commands.cancelResearch({ ...input, reason: reason ?? null }),
        refusals,
      );
    },
  }));
