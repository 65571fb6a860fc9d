import { isId } from "../../protocol/ids.ts";
import { builder } from "../builder.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { ResearchRunConnection } from "./research-run.ts";
import { Status } from "../status.ts";
import { ResearchRun } from "../refs.ts";

builder.queryField("researchRun", (t) =>
  t.field({
    authScopes: { can: "research:read" },
    type: ResearchRun,
    description:
      "The research run with this id; null when there is none. Null without the scope `research:read`.",
    nullable: true,
    args: { id: t.arg.id({ description: "Global id.", required: true }) },
    resolve: (_, { id }, { reads }) => isId("research", id) ? reads.researchRun(id) : null,
  }));

builder.queryField("researchRuns", (t) =>
  t.field({
    authScopes: { can: "research:read" },
    nullable: true,
    type: ResearchRunConnection,
    description: "Research runs, the newest first. Null without the scope `research:read`.",
    args: {
      status: t.arg({ type: Status, description: "Only runs with this status; null: all." }),
      ...forwardArgs(t.arg),
    },
    complexity: pageCost,
    resolve: (_, { status, ...args }, { reads }) =>
      reads.researchRuns(status ?? null, checkedPage(args)),
  }));
