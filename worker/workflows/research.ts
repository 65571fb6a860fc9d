import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from "@temporalio/workflow";
import { wakeSignal } from "../../protocol/conversation/conversation-workflow.ts";
import type { ResearchInput } from "../../protocol/research/research-workflow.ts";
import { defaultTimes } from "../../protocol/temporal/workflow-times.ts";
import type { Activities } from "../activities/mod.ts";
import { answerLiveQuery } from "./live.ts";

const { advanceResearch, wakeWhenEnded } = proxyActivities<Activities>({
  startToCloseTimeout: "1 minute",
  scheduleToCloseTimeout: "1 hour",
  retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
});

/** Drives a research run: reads the record and takes the next action, until the run has ended. */
export async function research(input: ResearchInput): Promise<void> {
  const { eventsPerRun } = input.times ?? defaultTimes;
  const live = answerLiveQuery();
  let woken = true;
  setHandler(defineSignal(wakeSignal), () => void (woken = true));

  for (;;) {
    woken = false;
    live.advancing = true;
    setCurrentDetails("**Working**: begins phases and records their results.");
    const action = await advanceResearch(input);
    live.advancing = false;
    if (action.next === "ended") return;
    if (action.superseded) return await wakeWhenEnded({ research: input });
    live.wakesAt = new Date(Date.now() + action.waitMs).toISOString();
    setCurrentDetails(
      `**Waiting** for its phases, each a conversation; reads the record again at ${live.wakesAt}.`,
    );
    await condition(() => woken, action.waitMs);
    live.wakesAt = null;
    if (workflowInfo().historyLength > eventsPerRun) {
      // The signal that ended the wait is still being handled here.
      await condition(allHandlersFinished);
      await continueAsNew<typeof research>(input);
    }
  }
}
