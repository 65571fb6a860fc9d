import { requireRecord } from "../errors.ts";
import { mutation } from "../mutation/mutation.ts";
import { AgentVersion } from "../refs.ts";

mutation("reconcileAgents", {
  description:
    "Compares the agents at Mistral with those recorded here, and deletes old agents that no version uses: with a credential those that were created for the tenant's versions, otherwise those of the deployment. For operators.",
  input: (t) => ({
    dryRun: t.boolean({
      description: "True: only report, delete nothing.",
      required: true,
      defaultValue: true,
    }),
  }),
  scope: "agents:promote",
  execute: (input, commands) => commands.reconcileAgents(input),
  payload: {
    description: "Result of the comparison.",
    fields: (t) => ({
      orphans: t.exposeStringList("orphans", {
        description: "Ids of such agents, also of those that are too young to be deleted.",
      }),
      deleted: t.exposeStringList("deleted", {
        description: "Ids of the orphans that were deleted; empty for a dry run.",
      }),
      drifted: t.field({
        type: [AgentVersion],
        description: "Versions whose agent at Mistral is missing or was changed by others.",
        resolve: ({ driftedVersionIds }, _, { reads }) =>
          Promise.all(
            driftedVersionIds.map((id) => requireRecord("version", reads.agentVersion(id))),
          ),
      }),
    }),
  },
  errors: ["UnavailableError", "ConflictError"],
});
