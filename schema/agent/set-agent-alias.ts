import { agentNamePattern } from "../../protocol/agent/agent.ts";
import type { ChangedAgent } from "../../protocol/commands.ts";
import { validationError } from "../../protocol/user-error.ts";
import { agentNameMessage } from "./register-agent-input.ts";
import { builder } from "../builder.ts";
import { present } from "../errors.ts";
import { keyDescription, replayedDescription } from "../mutation/input-descriptions.ts";
import { issueIf, keyIssues } from "../mutation/issues.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import { Agent } from "../refs.ts";
import { ConflictError, NotFoundError, ValidationError } from "../mutation/user-error.ts";

const SetAgentAliasInput = builder.inputType("SetAgentAliasInput", {
  description: "Input of setAgentAlias.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    agent: t.string({ description: "Name of the agent.", required: true }),
    alias: t.string({ description: "Name of the alias.", required: true }),
    version: t.int({ description: "Number of the version; null removes the alias." }),
    expectedVersion: t.int({
      description: "Refuse (STALE) unless it points at this version now.",
    }),
  }),
});

const Payload = builder.objectRef<ChangedAgent>("SetAgentAliasPayload").implement({
  description: "The alias points at the version.",
  fields: (t) => ({
    agent: t.field({
      type: Agent,
      description: "The agent, with its aliases.",
      resolve: ({ agentId }, _, { reads }) => present("agent", reads.agent(agentId)),
    }),
    replayed: t.exposeBoolean("replayed", { description: replayedDescription }),
  }),
});

const refusals = ["ValidationError", "NotFoundError", "ConflictError"] as const;

const Result = builder.unionType("SetAgentAliasResult", {
  description: "Result of setAgentAlias.",
  types: [Payload, ValidationError, NotFoundError, ConflictError],
  resolveType: resultTypeName("SetAgentAliasPayload"),
});

builder.mutationField("setAgentAlias", (t) =>
  t.field({
    type: Result,
    description: "Points an alias at a version; rolling back is pointing it at an older one.",
    args: { input: t.arg({ type: SetAgentAliasInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const { version = null, expectedVersion = null } = input;
      const issues = [
        ...keyIssues(input.idempotencyKey),
        ...issueIf(!agentNamePattern.test(input.alias), ["alias"], agentNameMessage),
      ];
      const refused = issues.length > 0 && validationError(issues);
      return narrowed(
        refused || commands.setAgentAlias({ ...input, version, expectedVersion }),
        refusals,
      );
    },
  }));
