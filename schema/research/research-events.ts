import { isId } from "../../protocol/ids.ts";
import { builder } from "../builder.ts";
import { graphError } from "../errors.ts";
import { openStream, streamArgs } from "../log/subscribe.ts";
import { ResearchEvent } from "./research-event-kinds.ts";

builder.subscriptionField("researchEvents", (t) =>
  t.field({
    authScopes: { can: "research:read" },
    type: ResearchEvent,
    description:
      "Events of a research run. The stream ends with the run. Also available as ResearchRun.events.",
    args: streamArgs(t.arg, "Id of the research run."),
    subscribe: (_, args, context) => {
      if (isId("research", args.id)) return openStream(args, context);
      throw graphError("NOT_FOUND", "There is no such research run.");
    },
    resolve: (event) => event as never,
  }));
