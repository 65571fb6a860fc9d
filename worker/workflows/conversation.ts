import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  log,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from "@temporalio/workflow";
import {
  type Advance,
  type ConversationInput,
  type ConversationLive,
  doorbellSignal,
  liveQuery,
  type ToolCallRef,
} from "../../protocol/conversation-workflow.ts";
import { defaultTimes, type WorkflowTimes } from "../../protocol/workflow-times.ts";
import type { Activities } from "../activities/mod.ts";

/**
 * The activities. The record bounds the attempts of every call; here only faults of our own, such as a database that
 * is away, are retried, for an hour. After that the workflow fails, and the sweeper rings it anew.
 */
const activities = ({ heartbeatMs }: WorkflowTimes) =>
  proxyActivities<Activities>({
    startToCloseTimeout: "15 minutes",
    heartbeatTimeout: heartbeatMs,
    scheduleToCloseTimeout: "1 hour",
    retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
  });

/**
 * Those that run in the worker of the workflow's own task, which answers only when they are over: no queue, no
 * heartbeat. A worker that dies at one is noticed when the task runs out, after 10 s.
 */
const quickActivities = () =>
  proxyLocalActivities<Activities>({
    startToCloseTimeout: "15 minutes",
    scheduleToCloseTimeout: "1 hour",
    retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
  });

/** Drives a conversation: looks at the record, does what is due, until it rests; then sleeps until rung. */
export async function conversation(input: ConversationInput): Promise<void> {
  const times = input.times ?? defaultTimes;
  const { advance, callTool, ringWhenEnded } = activities(times);
  const { callTool: callQuickTool } = quickActivities();
  let [rung, moveOn] = [true, false];
  const running = new Map<string, Promise<void>>();
  const faults: unknown[] = [];
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
    moveOn = due.moveOn === true;
    if (due.next === "tools") await work(due);
    if (due.next === "later") await untilRung(due.waitMs);
    if (due.next === "rest") await Promise.all(running.values());
    else rung = true;
    if (running.size > 0 || workflowInfo().historyLength <= times.eventsPerRun) continue;
    if (moveOn) return await ringWhenEnded({ conversation: input });
    await anew();
  }

  /** Has the due tool calls made. While humans are asked about others, looks again when rung or at the next expiry. */
  async function work({ toolCalls, wakeInMs }: Extract<Advance, { next: "tools" }>) {
    for (const call of toolCalls) if (!running.has(call.id)) begin(call);
    live.toolCalls = [...running.keys()];
    if (wakeInMs === undefined) await Promise.all(running.values());
    else await untilRung(wakeInMs);
    live.toolCalls = [...running.keys()];
    if (faults.length > 0) throw faults[0];
  }

  function begin(due: ToolCallRef) {
    const { id } = due;
    const call = use(due).catch((e) => void faults.push(e));
    running.set(id, call.finally(() => running.delete(id)));
  }

  /** Makes a tool call, again while it is to be tried again, unless someone rings: then the record is looked at. */
  async function use({ id, quick }: ToolCallRef) {
    let due = await (quick ? callQuickTool : callTool)({ ...input, id });
    while (due && !await condition(() => rung || faults.length > 0, due.waitMs)) {
      due = await callTool({ ...input, id });
    }
  }

  async function untilRung(ms: number) {
    live.wakesAt = new Date(Date.now() + ms).toISOString();
    await condition(() => rung || faults.length > 0, ms);
    live.wakesAt = null;
  }

  /** False when nothing rang for a while. Between its last await and the end of the run nothing can ring unseen. */
  async function awake(): Promise<boolean> {
    if (rung) return true;
    // At rest nothing is due: whoever rings next starts a run with the newer version.
    if (moveOn && allHandlersFinished()) return false;
    live.wakesAt = new Date(Date.now() + times.sleepAfterMs).toISOString();
    await condition(() => rung, times.sleepAfterMs);
    live.wakesAt = null;
    if (!rung && allHandlersFinished()) log.debug("conversation sleeps");
    return rung || !allHandlersFinished();
  }

  async function anew() {
    await condition(allHandlersFinished);
    await continueAsNew<typeof conversation>(input);
  }
}
