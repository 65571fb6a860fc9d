import type { ChangedAgent } from "../../protocol/commands.ts";
import { validationError } from "../../protocol/user-error.ts";
import { builder } from "../builder.ts";
import { present } from "../errors.ts";
import { keyDescription, replayedDescription } from "../mutation/input-descriptions.ts";
import { keyIssues } from "../mutation/issues.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import { Agent } from "../refs.ts";
import { ConflictError, NotFoundError, ValidationError } from "../mutation/user-error.ts";

const ArchiveAgentInput = builder.inputType("ArchiveAgentInput", {
  description: "Input of archiveAgent.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    agent: t.string({ description: "Name of the agent.", required: true }),
    archived: t.boolean({
      description: "False takes it back into use.",
      required: true,
      defaultValue: true,
    }),
  }),
});

const Payload = builder.objectRef<ChangedAgent>("ArchiveAgentPayload").implement({
  description: "The agent is archived.",
  fields: (t) => ({
    agent: t.field({
      type: Agent,
      description: "The agent.",
      resolve: ({ agentId }, _, { reads }) => present("agent", reads.agent(agentId)),
    }),
    replayed: t.exposeBoolean("replayed", { description: replayedDescription }),
  }),
});

const refusals = ["ValidationError", "NotFoundError", "ConflictError"] as const;

const Result = builder.unionType("ArchiveAgentResult", {
  description: "Result of archiveAgent.",
  types: [Payload, ValidationError, NotFoundError, ConflictError],
  resolveType: resultTypeName("ArchiveAgentPayload"),
});

builder.mutationField("archiveAgent", (t) =>
  t.field({
    type: Result,
    description:
      "Takes an agent out of use, or back into it. Conversations that run keep their version.",
    args: { input: t.arg({ type: ArchiveAgentInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const issues = keyIssues(input.idempotencyKey);
      const refused = issues.length > 0 ? validationError(issues) : null;
      return narrowed(refused ?? commands.archiveAgent(input), refusals);
    },
  }));
