import { isId } from "../../protocol/ids.ts";
import { builder } from "../builder.ts";
import { graphError } from "../errors.ts";
import { openStream, reportCursor, streamArgs } from "../log/subscribe.ts";
import { ResearchEvent } from "./research-event-kinds.ts";

builder.subscriptionField("researchEvents", (t) =>
  t.field({
    type: ResearchEvent,
    description: "The events of a research run. Twin: ResearchRun.events.",
    args: streamArgs(t.arg, "Research run id."),
    subscribe: (_, args, context) => {
      if (isId("research", args.id)) return openStream(args, context);
      throw graphError("NOT_FOUND", "There is no such research run.");
    },
    resolve: (event, _, context) => reportCursor(event, context) as never,
  }));
