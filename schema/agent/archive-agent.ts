import { requireRecord } from "../errors.ts";
import { mutation } from "../mutation/mutation.ts";
import { Agent } from "../refs.ts";

mutation("archiveAgent", {
  description:
    "Archives an agent, or takes it back into use. No conversation starts with an archived agent; open ones continue.",
  input: (t) => ({
    agent: t.string({ description: "Name of the agent.", required: true }),
    archived: t.boolean({
      description: "False: take the agent back into use.",
      required: true,
      defaultValue: true,
    }),
  }),
  scope: "agents:write",
  execute: (input, commands) => commands.archiveAgent(input),
  payload: {
    description: "The agent is archived or in use, as requested.",
    fields: (t) => ({
      agent: t.field({
        type: Agent,
        description: "The agent.",
        resolve: ({ agentId }, _, { reads }) => requireRecord("agent", reads.agent(agentId)),
      }),
    }),
  },
  errors: ["NotFoundError", "ConflictError"],
});
