import type { ReconciledAgents } from "../../protocol/commands.ts";
import { validationError } from "../../protocol/user-error.ts";
import { builder } from "../builder.ts";
import { present } from "../errors.ts";
import { keyDescription, replayedDescription } from "../mutation/input-descriptions.ts";
import { keyIssues } from "../mutation/issues.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import { AgentVersion } from "../refs.ts";
import { ConflictError, UnavailableError, ValidationError } from "../mutation/user-error.ts";

const ReconcileAgentsInput = builder.inputType("ReconcileAgentsInput", {
  description: "Input of reconcileAgents.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    dryRun: t.boolean({ description: "True only reports.", required: true, defaultValue: true }),
  }),
});

const Payload = builder.objectRef<ReconciledAgents>("ReconcileAgentsPayload").implement({
  description: "What was found and done.",
  fields: (t) => ({
    orphans: t.exposeStringList("orphans", {
      description: "Agents at Mistral that were made here and belong to nothing any more.",
    }),
    deleted: t.exposeStringList("deleted", { description: "Those of them that were deleted." }),
    drifted: t.field({
      type: [AgentVersion],
      description: "Versions whose agent at Mistral is gone or was changed outside.",
      resolve: ({ driftedVersionIds }, _, { reads }) =>
        Promise.all(driftedVersionIds.map((id) => present("version", reads.agentVersion(id)))),
    }),
    replayed: t.exposeBoolean("replayed", { description: replayedDescription }),
  }),
});

const refusals = ["ValidationError", "UnavailableError", "ConflictError"] as const;

const Result = builder.unionType("ReconcileAgentsResult", {
  description: "Result of reconcileAgents.",
  types: [Payload, ValidationError, UnavailableError, ConflictError],
  resolveType: resultTypeName("ReconcileAgentsPayload"),
});

builder.mutationField("reconcileAgents", (t) =>
  t.field({
    type: Result,
    description:
      "Compares what stands at Mistral with what is recorded here, and deletes what is ours, old and unused. For operators.",
    args: { input: t.arg({ type: ReconcileAgentsInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const issues = keyIssues(input.idempotencyKey);
      const refused = issues.length > 0 ? validationError(issues) : null;
      return narrowed(refused ?? commands.reconcileAgents(input), refusals);
    },
  }));
