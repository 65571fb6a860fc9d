import type { CancelledTurn } from "../../protocol/commands.ts";
import { isId } from "../../protocol/ids.ts";
import { limits } from "../../protocol/limits.ts";
import { notFound, validationError } from "../../protocol/user-error.ts";
import { builder } from "../builder.ts";
import { present } from "../errors.ts";
import { keyDescription, replayedDescription } from "../mutation/input-descriptions.ts";
import { keyIssues, lengthIssues } from "../mutation/issues.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import { ConflictError, NotFoundError, ValidationError } from "../mutation/user-error.ts";
import { Turn } from "../refs.ts";

const CancelTurnInput = builder.inputType("CancelTurnInput", {
  description: "Input of cancelTurn.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    turnId: t.id({ description: "The turn.", required: true }),
    reason: t.string({ description: "Why, for the record." }),
  }),
});

const CancelTurnPayload = builder.objectRef<CancelledTurn>("CancelTurnPayload").implement({
  description: "The turn is stopping, or has ended.",
  fields: (t) => ({
    turn: t.field({
      type: Turn,
      description: "The turn.",
      resolve: ({ turnId }, _, { reads }) => present("turn", reads.turn(turnId)),
    }),
    replayed: t.exposeBoolean("replayed", { description: replayedDescription }),
  }),
});

const refusals = ["ValidationError", "NotFoundError", "ConflictError"] as const;

const CancelTurnResult = builder.unionType("CancelTurnResult", {
  description: "Result of cancelTurn.",
  types: [CancelTurnPayload, ValidationError, NotFoundError, ConflictError],
  resolveType: resultTypeName("CancelTurnPayload"),
});

builder.mutationField("cancelTurn", (t) =>
  t.field({
    type: CancelTurnResult,
    description:
      "Stops a turn, the model and its tools. Text written so far stays. A turn that has ended stays as it is.",
    args: { input: t.arg({ type: CancelTurnInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const { idempotencyKey, turnId, reason } = input;
      const issues = [
        ...keyIssues(idempotencyKey),
        ...lengthIssues(reason, ["reason"], limits.messageLength),
      ];
      const refused = issues.length > 0
        ? validationError(issues)
        : isId("turn", turnId)
        ? null
        : notFound("such turn", ["turnId"]);
      return narrowed(
        refused ?? commands.cancelTurn({ ...input, reason: reason ?? null }),
        refusals,
      );
    },
  }));
