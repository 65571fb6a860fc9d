import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  log,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from "@temporalio/workflow";
import {
  type Advance,
  type ConversationInput,
  type ToolCallRef,
  wakeSignal,
} from "../../protocol/conversation/conversation-workflow.ts";
import { defaultTimes, type WorkflowTimes } from "../../protocol/temporal/workflow-times.ts";
import type { Activities } from "../activities/mod.ts";
import { type Activity, detailsOf } from "./details.ts";
import { answerLiveQuery } from "./live.ts";

/**
 * The record limits the attempts of each call. Temporal retries only errors of this service, such as an unreachable
 * database, for an hour; then the workflow fails, and the sweeper starts it again.
 */
const limits = {
  startToCloseTimeout: "15 minutes",
  scheduleToCloseTimeout: "1 hour",
  retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
} as const;

const activities = ({ heartbeatMs }: WorkflowTimes) =>
  proxyActivities<Activities>({ ...limits, heartbeatTimeout: heartbeatMs });

/**
 * Local activities run in the worker of the workflow task, without a queue and a heartbeat. When that worker dies, the
 * task times out after 10 s.
 */
const localActivities = () => proxyLocalActivities<Activities>(limits);

/** Drives a conversation: reads the record and takes the next action until nothing is left; then waits for a wake-up. */
export async function conversation(input: ConversationInput): Promise<void> {
  await new ConversationRun(input).drive();
}

class ConversationRun {
  readonly #input: ConversationInput;
  readonly #times: WorkflowTimes;
  readonly #activities: ReturnType<typeof activities>;
  readonly #local = localActivities();
  readonly #live = answerLiveQuery();
  /** Tool calls in progress, by id. */
  readonly #running = new Map<string, Promise<void>>();
  /** Errors of tool calls that Temporal does not retry any more. */
  readonly #errors: unknown[] = [];
  #woken = true;
  #superseded = false;
  /** The timer of `#isAwake` runs. */
  #timerRuns = false;
  /** The purpose of the next `advance`, for Temporal's UI. */
  #summary = "read the record";

  constructor(input: ConversationInput) {
    this.#input = input;
    this.#times = input.times ?? defaultTimes;
    this.#activities = activities(this.#times);
    setHandler(defineSignal(wakeSignal), () => void (this.#woken = true));
  }

  async drive(): Promise<void> {
    while (await this.#isAwake()) {
      const action = await this.#advance();
      if (action.next === "tools") await this.#callTools(action);
      if (action.next === "later") await this.#wait(action.waitMs);
      if (action.next === "rest") await Promise.all(this.#running.values());
      else this.#woken = true;
      const isFull = workflowInfo().historyLength > this.#times.eventsPerRun;
      if (this.#running.size > 0 || !isFull) continue;
      if (this.#superseded) {
        return await this.#activities.wakeWhenEnded({ conversation: this.#input });
      }
      await condition(allHandlersFinished);
      await continueAsNew<typeof conversation>(this.#input);
    }
  }

  async #advance(): Promise<Advance> {
    this.#woken = false;
    this.#live.advancing = true;
    this.#show({ at: "record" });
    const options = { summary: this.#summary };
    const action = await this.#activities.advance.executeWithOptions(options, [this.#input]);
    this.#live.advancing = false;
    this.#summary = summaryAfter(action);
    this.#superseded = action.superseded === true;
    return action;
  }

  /** Makes the tool calls. While others wait for approval, ends at a wake-up or when the next approval expires. */
  async #callTools({ toolCalls, wakeInMs }: Extract<Advance, { next: "tools" }>) {
    for (const call of toolCalls) if (!this.#running.has(call.id)) this.#start(call);
    this.#live.toolCalls = [...this.#running.keys()];
    const tools = toolCalls.flatMap((c) => c.tool ?? []);
    if (this.#running.size > 0) this.#show({ at: "tools", tools });
    if (wakeInMs === undefined) await Promise.all(this.#running.values());
    else await this.#wait(wakeInMs);
    this.#live.toolCalls = [...this.#running.keys()];
    if (this.#errors.length > 0) throw this.#errors[0];
  }

  #start(ref: ToolCallRef) {
    const call = this.#callTool(ref).catch((e) => void this.#errors.push(e));
    this.#running.set(ref.id, call.finally(() => this.#running.delete(ref.id)));
  }

  /** Makes a tool call, and repeats it as often as it is to be retried, unless a wake-up arrives. */
  async #callTool({ id, tool, quick }: ToolCallRef) {
    const args: [ConversationInput & ToolCallRef] = [{ ...this.#input, id }];
    const options = (summary: string | undefined) => summary === undefined ? {} : { summary };
    const first = quick ? this.#local.callTool : this.#activities.callTool;
    let wait = await first.executeWithOptions(options(tool), args);
    while (wait && !await condition(() => this.#isInterrupted, wait.waitMs)) {
      const retry = options(tool && `${tool}, retry`);
      wait = await this.#activities.callTool.executeWithOptions(retry, args);
    }
  }

  get #isInterrupted(): boolean {
    return this.#woken || this.#errors.length > 0;
  }

  /** Waits for a wake-up, at most `ms`. */
  async #wait(ms: number) {
    const until = new Date(Date.now() + ms).toISOString();
    this.#live.wakesAt = until;
    if (this.#running.size === 0) this.#show({ at: "wait", until });
    await condition(() => this.#isInterrupted, ms);
    this.#live.wakesAt = null;
  }

  /** Waits for a wake-up. False when none arrived: no signal can be missed between the last await and the run's end. */
  async #isAwake(): Promise<boolean> {
    if (this.#woken) return true;
    // No action is pending: the next wake-up starts a run with the newer version.
    if (this.#superseded && allHandlersFinished()) return false;
    const { sleepAfterMs } = this.#times;
    const endMs = Date.now() + sleepAfterMs;
    const until = new Date(endMs).toISOString();
    this.#live.wakesAt = until;
    this.#show({ at: "rest", until });
    while (!this.#woken && Date.now() < endMs) {
      this.#startTimer(endMs - Date.now());
      await condition(() => this.#woken || !this.#timerRuns);
    }
    this.#live.wakesAt = null;
    if (!this.#woken && allHandlersFinished()) log.debug("the conversation's run ends");
    return this.#woken || !allHandlersFinished();
  }

  /** The timer keeps running during a turn, and the next rest uses it: a timer for each rest costs two events a turn. */
  #startTimer(ms: number) {
    if (this.#timerRuns) return;
    this.#timerRuns = true;
    const end = () => void (this.#timerRuns = false);
    void sleep(ms, { summary: "wait for a message" }).then(end, end);
  }

  #show(activity: Activity) {
    setCurrentDetails(detailsOf(activity));
  }
}

function summaryAfter({ next }: Advance): string {
  if (next === "tools") return "continue with the tool results";
  if (next === "later") return "retry";
  return next === "rest" ? "read the record after a wake-up" : "read the record";
}
