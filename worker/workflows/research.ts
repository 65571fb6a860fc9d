import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from "@temporalio/workflow";
import {
  type ConversationLive,
  liveQuery,
  wakeSignal,
} from "../../protocol/conversation/conversation-workflow.ts";
import type { ResearchInput } from "../../protocol/research/research-workflow.ts";
import { defaultTimes } from "../../protocol/temporal/workflow-times.ts";
import type { Activities } from "../activities/mod.ts";

const { advanceResearch, wakeWhenEnded } = proxyActivities<Activities>({
  startToCloseTimeout: "1 minute",
  scheduleToCloseTimeout: "1 hour",
  retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
});

/** Drives a research run: looks at the record, does what is due, until the run has ended. */
export async function research(input: ResearchInput): Promise<void> {
  const { eventsPerRun } = input.times ?? defaultTimes;
  let rung = true;
  const live: ConversationLive = { at: "", advancing: false, toolCalls: [], wakesAt: null };
  setHandler(defineSignal(wakeSignal), () => void (rung = true));
  setHandler(
    defineQuery<ConversationLive>(liveQuery),
    () => ({ ...live, at: new Date().toISOString() }),
  );

  for (;;) {
    rung = false;
    live.advancing = true;
    setCurrentDetails("**Working**: opens and settles phases.");
    const due = await advanceResearch(input);
    live.advancing = false;
    if (due.next === "ended") return;
    if (due.superseded) return await wakeWhenEnded({ research: input });
    live.wakesAt = new Date(Date.now() + due.waitMs).toISOString();
    setCurrentDetails(
      `**Waiting** for its phases, each a conversation of its own; looks again at ${live.wakesAt}.`,
    );
    await condition(() => rung, due.waitMs);
    live.wakesAt = null;
    // The signal that woke this run is still being handled here; before the patch such a run never went on in another.
    if (workflowInfo().historyLength > eventsPerRun && patched("anew-when-handlers-end")) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof research>(input);
    }
  }
}
