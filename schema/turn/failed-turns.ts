import { builder } from "../builder.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { TurnConnection } from "./turn.ts";

builder.queryField("failedTurns", (t) =>
  t.field({
    authScopes: { can: "conversations:read" },
    nullable: true,
    type: TurnConnection,
    description:
      "Turns that failed, by `endedAt`, the latest first, without those of research runs. Null without the scope `conversations:read`.",
    args: forwardArgs(t.arg),
    complexity: pageCost,
    resolve: (_, args, { reads }) => reads.failedTurns(checkedPage(args)),
  }));
