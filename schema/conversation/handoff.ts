import { present } from "../errors.ts";
import { Node } from "../node.ts";
import { Status } from "../status.ts";
import { AgentVersion, Entry, Handoff, Turn } from "../refs.ts";

Handoff.implement({
  description: "One agent handing over to another.",
  interfaces: [Node, Entry],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    turn: t.field({
      type: Turn,
      description: "Its turn.",
      resolve: (handoff, _, { reads }) => present("turn", reads.turn(handoff.turnId)),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it began." }),
    status: t.expose("status", { type: Status, description: "Where it stands." }),
    from: t.field({
      type: AgentVersion,
      description: "Who hands over.",
      resolve: ({ authorVersionId }, _, { reads }) =>
        present("version", reads.agentVersion(authorVersionId)),
    }),
    to: t.field({
      type: AgentVersion,
      description: "Who takes over; null while not decided.",
      nullable: true,
      resolve: ({ toVersionId }, _, { reads }) =>
        toVersionId === null ? null : reads.agentVersion(toVersionId),
    }),
  }),
});
