import { isId } from "../../protocol/ids.ts";
import { builder } from "../builder.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { ResearchRunConnection } from "./research-run.ts";
import { Status } from "../status.ts";
import { ResearchRun } from "../refs.ts";

builder.queryField("researchRun", (t) =>
  t.field({
    type: ResearchRun,
    description: "A research run by its id.",
    nullable: true,
    args: { id: t.arg.id({ description: "Global id.", required: true }) },
    resolve: (_, { id }, { reads }) => isId("research", id) ? reads.researchRun(id) : null,
  }));

builder.queryField("researchRuns", (t) =>
  t.field({
    type: ResearchRunConnection,
    description: "Research runs, newest first.",
    args: {
      status: t.arg({ type: Status, description: "Keep those in this status." }),
      ...forwardArgs(t.arg),
    },
    complexity: pageCost,
    resolve: (_, { status, ...args }, { reads }) =>
      reads.researchRuns(status ?? null, checkedPage(args)),
  }));
