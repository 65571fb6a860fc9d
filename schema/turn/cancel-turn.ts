import { limits } from "../../protocol/limits.ts";
import { lengthIssues } from "../mutation/issues.ts";
import { mutation } from "../mutation/mutation.ts";
import { Turn } from "../refs.ts";

mutation("cancelTurn", {
  description:
    "Cancels a turn: its model and tool calls are stopped, its entries are kept. A turn that has ended does not change.",
  input: (t) => ({
    turnId: t.id({ description: "Id of the turn.", required: true }),
    reason: t.string({ description: "Reason, kept as Turn.cancelReason." }),
  }),
  scope: "conversations:cancel",
  issues: ({ reason }) => lengthIssues(reason, ["reason"], limits.messageLength),
  target: { field: "turnId", kinds: ["turn"], noun: "turn" },
  execute: (input, commands) => commands.cancelTurn({ ...input, reason: input.reason ?? null }),
  payload: {
    description: "The turn is being cancelled, or has ended.",
    fields: (t) => ({
      turn: t.field({
        type: Turn,
        description: "The turn; null if the caller may not read it.",
        nullable: true,
        resolve: ({ turnId }, _, { reads }) => reads.turn(turnId),
      }),
    }),
  },
  errors: ["NotFoundError", "ConflictError"],
});
