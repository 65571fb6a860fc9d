import { agentNamePattern } from "../../protocol/agent/agent.ts";
import { aliasScope } from "./alias-scope.ts";
import { requireRecord } from "../errors.ts";
import { issueIf } from "../mutation/issues.ts";
import { mutation } from "../mutation/mutation.ts";
import { Agent } from "../refs.ts";
import { agentNameMessage } from "./register-agent-input.ts";

mutation("setAgentAlias", {
  description:
    "Points an alias at a version of an agent, or removes it. `stable` needs the scope `agents:promote`, any other alias `agents:write`.",
  input: (t) => ({
    agent: t.string({ description: "Name of the agent.", required: true }),
    alias: t.string({ description: "Name of the alias.", required: true }),
    version: t.int({ description: "Number of the version; null removes the alias." }),
    expectedVersion: t.int({
      description:
        "Number of the version that the alias must point at now; another one is refused with reason STALE. Null: any.",
    }),
  }),
  scope: ({ alias }) => [aliasScope(alias)],
  issues: ({ alias }) => issueIf(!agentNamePattern.test(alias), ["alias"], agentNameMessage),
  execute: ({ version = null, expectedVersion = null, ...input }, commands) =>
    commands.setAgentAlias({ ...input, version, expectedVersion }),
  payload: {
    description: "The alias points at the version, or is removed.",
    fields: (t) => ({
      agent: t.field({
        type: Agent,
        description: "The agent, with its aliases.",
        resolve: ({ agentId }, _, { reads }) => requireRecord("agent", reads.agent(agentId)),
      }),
    }),
  },
  errors: ["NotFoundError", "ConflictError"],
});
