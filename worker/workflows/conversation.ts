import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  log,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from "@temporalio/workflow";
import {
  type Advance,
  type ConversationInput,
  type ConversationLive,
  liveQuery,
  type ToolCallRef,
  wakeSignal,
} from "../../protocol/conversation/conversation-workflow.ts";
import { defaultTimes, type WorkflowTimes } from "../../protocol/temporal/workflow-times.ts";
import type { Activities } from "../activities/mod.ts";
import { type Activity, detailsOf } from "./details.ts";

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
  const { advance, callTool, wakeWhenEnded } = activities(times);
  const { callTool: callQuickTool } = quickActivities();
  let [rung, superseded] = [true, false];
  let summary = "look at the record";
  const running = new Map<string, Promise<void>>();
  const faults: unknown[] = [];
  const live: ConversationLive = { at: "", advancing: false, toolCalls: [], wakesAt: null };
  setHandler(defineSignal(wakeSignal), () => void (rung = true));
  setHandler(
    defineQuery<ConversationLive>(liveQuery),
    () => ({ ...live, at: new Date().toISOString() }),
  );

  while (await awake()) {
    rung = false;
    live.advancing = true;
    show({ at: "record" });
    const due = await advance.executeWithOptions({ summary }, [input]);
    live.advancing = false;
    summary = summaryAfter(due);
    superseded = due.superseded === true;
    if (due.next === "tools") await work(due);
    if (due.next === "later") await untilRung(due.waitMs);
    if (due.next === "rest") await Promise.all(running.values());
    else rung = true;
    if (running.size > 0 || workflowInfo().historyLength <= times.eventsPerRun) continue;
    if (superseded) return await wakeWhenEnded({ conversation: input });
    await anew();
  }

  /** Has the due tool calls made. While humans are asked about others, looks again when rung or at the next expiry. */
  async function work({ toolCalls, wakeInMs }: Extract<Advance, { next: "tools" }>) {
    for (const call of toolCalls) if (!running.has(call.id)) begin(call);
    live.toolCalls = [...running.keys()];
    if (running.size > 0) show({ at: "tools", tools: toolCalls.flatMap((c) => c.tool ?? []) });
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
  async function use({ id, tool, quick }: ToolCallRef) {
    const args: [ConversationInput & ToolCallRef] = [{ ...input, id }];
    const named = tool === undefined ? {} : { summary: tool };
    let due = await (quick ? callQuickTool : callTool).executeWithOptions(named, args);
    while (due && !await condition(() => rung || faults.length > 0, due.waitMs)) {
      const again = tool === undefined ? {} : { summary: `${tool}, again` };
      due = await callTool.executeWithOptions(again, args);
    }
  }

  async function untilRung(ms: number) {
    live.wakesAt = new Date(Date.now() + ms).toISOString();
    if (running.size === 0) show({ at: "wait", until: live.wakesAt });
    await condition(() => rung || faults.length > 0, ms);
    live.wakesAt = null;
  }

  /** False when nothing rang for a while. Between its last await and the end of the run nothing can wake unseen. */
  async function awake(): Promise<boolean> {
    if (rung) return true;
    // At rest nothing is due: whoever rings next starts a run with the newer version.
    if (superseded && allHandlersFinished()) return false;
    live.wakesAt = new Date(Date.now() + times.sleepAfterMs).toISOString();
    show({ at: "rest", until: live.wakesAt });
    await condition(() => rung, times.sleepAfterMs, { summary: "rest until a message comes" });
    live.wakesAt = null;
    if (!rung && allHandlersFinished()) log.debug("conversation sleeps");
    return rung || !allHandlersFinished();
  }

  function show(activity: Activity) {
    setCurrentDetails(detailsOf(activity));
  }

  async function anew() {
    await condition(allHandlersFinished);
    await continueAsNew<typeof conversation>(input);
  }
}

/** The purpose of the next look at the record, for Temporal's UI. */
function summaryAfter({ next }: Advance): string {
  if (next === "tools") return "continue with the tools' results";
  if (next === "later") return "try again";
  return next === "rest" ? "look at the record after a wake-up" : "look at the record";
}
