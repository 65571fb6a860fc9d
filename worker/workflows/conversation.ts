import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  log,
  proxyActivities,
  setHandler,
  workflowInfo,
} from "@temporalio/workflow";
import {
  type ConversationInput,
  type ConversationLive,
  defaultHeartbeatMs,
  doorbellSignal,
  liveQuery,
} from "../../protocol/conversation-workflow.ts";
import type { Activities } from "../activities/mod.ts";

/** Idle for so long, the workflow completes; the next doorbell starts it again, ms. */
const sleepAfter = 5 * 60_000;
/** Events after which the workflow goes on in a new run. */
const longHistory = 1_000;

/**
 * The activities. The record bounds the attempts of every call; here only faults of our own, such as a database that
 * is away, are retried, for an hour. After that the workflow fails, and the sweeper rings it anew.
 */
const activities = ({ heartbeatMs }: ConversationInput) =>
  proxyActivities<Activities>({
    startToCloseTimeout: "15 minutes",
    heartbeatTimeout: heartbeatMs ?? defaultHeartbeatMs,
    scheduleToCloseTimeout: "1 hour",
    retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
  });

/** Drives a conversation: looks at the record, does what is due, until it rests; then sleeps until rung. */
export async function conversation(input: ConversationInput): Promise<void> {
  const { advance, callTool } = activities(input);
  let rung = true;
  const live: ConversationLive = { at: "", advancing: false, toolCalls: [], wakesAt: null };
  setHandler(defineSignal(doorbellSignal), () => void (rung = true));
  setHandler(
    defineQuery<ConversationLive>(liveQuery),
    () => ({ ...live, at: new Date().toISOString() }),
  );

  while (await awake()) {
    rung = false;
    live.advancing = true;
    const due = await advance(input);
    live.advancing = false;
    if (due.next === "tools") await callTools(due.toolCalls.map(({ id }) => id));
    if (due.next !== "rest") rung = true;
    if (workflowInfo().historyLength > longHistory) await anew();
  }

  async function callTools(ids: string[]) {
    live.toolCalls = ids;
    await Promise.all(ids.map((id) => callTool({ ...input, id })));
    live.toolCalls = [];
  }

  /** False when nothing rang for a while. Between its last await and the end of the run nothing can ring unseen. */
  async function awake(): Promise<boolean> {
    if (rung) return true;
    live.wakesAt = new Date(Date.now() + sleepAfter).toISOString();
    await condition(() => rung, sleepAfter);
    live.wakesAt = null;
    if (!rung && allHandlersFinished()) log.debug("conversation sleeps");
    return rung || !allHandlersFinished();
  }

  async function anew() {
    await condition(allHandlersFinished);
    await continueAsNew<typeof conversation>(input);
  }
}
