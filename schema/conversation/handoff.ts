import { requireRecord } from "../errors.ts";
import { Node } from "../node.ts";
import { AgentVersion, Entry, Handoff } from "../refs.ts";

Handoff.implement({
  description: "A hand-off from one agent to another.",
  interfaces: [Node, Entry],
  fields: (t) => ({
    from: t.field({
      type: AgentVersion,
      description: "Agent version that hands over.",
      resolve: ({ authorVersionId }, _, { reads }) =>
        requireRecord("version", reads.agentVersion(authorVersionId)),
    }),
    to: t.field({
      type: AgentVersion,
      description: "Agent version that takes over; null until it is known.",
      nullable: true,
      resolve: ({ toVersionId }, _, { reads }) =>
        toVersionId === null ? null : reads.agentVersion(toVersionId),
    }),
  }),
});
