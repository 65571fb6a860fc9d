import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  log,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from "@temporalio/workflow";
import {
  type Advance,
  type AdvanceInput,
  type ConversationInput,
  type ConversationLive,
  wakeSignal,
} from "../../protocol/conversation/conversation-workflow.ts";
import type { PhaseAdvance, ResearchAdvance } from "../../protocol/research/research-workflow.ts";
import { defaultTimes, type WorkflowTimes } from "../../protocol/temporal/workflow-times.ts";
import { type Activity, detailsOf } from "./details.ts";
import { answerLiveQuery, initialLive } from "./live.ts";
import { ApprovalWaits } from "./approval-waits.ts";
import { type StepActivities, stepActivities } from "./step-activities.ts";
import { ToolCalls } from "./tool-calls.ts";

/** Drives a conversation: reads the record and takes the next action until nothing is left; then waits for a wake-up. */
export async function conversation(input: ConversationInput): Promise<void> {
  const run = new ConversationRun(input);
  answerLiveQuery(() => run.live);
  setHandler(defineSignal(wakeSignal), () => run.wake());
  await run.drive();
}

/** A run of a conversation's actions, in its own workflow or in that of the research run which it is a phase of. */
export class ConversationRun {
  /** The state for the live query. */
  readonly live: ConversationLive = initialLive();
  readonly #input: AdvanceInput;
  /** The input of activities, which need no times. */
  readonly #ref: Omit<AdvanceInput, "times">;
  readonly #times: WorkflowTimes;
  readonly #activities: StepActivities;
  readonly #tools: ToolCalls;
  readonly #approvalWaits: ApprovalWaits;
  #woken = true;
  #superseded = false;
  /** The timer of `#isAwake` runs. */
  #timerRuns = false;
  /** The purpose of the next `advance`, for Temporal's UI. */
  #summary = "read the record";

  /** `approvalWaits`: those of the workflow, which a research run's phases share. */
  constructor(input: AdvanceInput, approvalWaits = new ApprovalWaits()) {
    const { times: _, ...ref } = input;
    this.#input = input;
    this.#ref = ref;
    this.#times = input.times ?? defaultTimes;
    this.#activities = stepActivities(this.#times);
    this.#approvalWaits = approvalWaits;
    this.#tools = new ToolCalls(ref, this.#activities, () => this.#woken);
  }

  /** Makes it read the record again, and ends its waits. */
  wake(): void {
    this.#woken = true;
  }

  /**
   * Drives a phase of a research run until nothing is left: the next action of the run. Ends early, with null and without
   * activities in progress, when the run of the workflow is to end.
   */
  async drivePhase(isEnding: () => boolean): Promise<ResearchAdvance | null> {
    while (!isEnding()) {
      const action = await this.#take();
      if (action.next === "rest") return action.run ?? null;
    }
    await this.#tools.ended();
    return null;
  }

  /** Drives a conversation in its own workflow. */
  async drive(): Promise<void> {
    while (await this.#isAwake()) {
      const action = await this.#take();
      if (action.next !== "rest") this.#woken = true;
      const isFull = workflowInfo().historyLength > this.#times.eventsPerRun;
      if (this.#tools.ids.length > 0 || !isFull) continue;
      if (this.#superseded) {
        return await this.#activities.remote.wakeWhenEnded({ conversation: this.#input });
      }
      await condition(allHandlersFinished);
      await continueAsNew<typeof conversation>(this.#input);
    }
  }

  /** Takes the next action and waits for what it starts. */
  async #take(): Promise<PhaseAdvance> {
    const action = await this.#advance();
    this.#approvalWaits.set(this.#ref.conversationId, waitsForApproval(action));
    if (action.next === "tools") await this.#callTools(action);
    if (action.next === "later") await this.#wait(action.waitMs);
    if (action.next === "rest") await this.#tools.ended();
    return action;
  }

  async #advance(): Promise<PhaseAdvance> {
    this.#woken = false;
    this.live.advancing = true;
    this.#show({ at: "record" });
    const options = { summary: this.#summary };
    const action = await this.#activities.remote.advance.executeWithOptions(options, [this.#ref]);
    this.live.advancing = false;
    this.#summary = summaryAfter(action);
    this.#superseded = action.superseded === true;
    return action;
  }

  /** Makes the tool calls. While others wait for approval, ends at a wake-up or when the next approval expires. */
  async #callTools({ toolCalls, wakeInMs }: Extract<Advance, { next: "tools" }>) {
    this.#tools.start(toolCalls);
    this.live.toolCalls = this.#tools.ids;
    const tools = toolCalls.flatMap((c) => c.tool ?? []);
    if (this.live.toolCalls.length > 0) this.#show({ at: "tools", tools });
    if (wakeInMs === undefined) await this.#tools.ended();
    else await this.#wait(wakeInMs);
    this.live.toolCalls = this.#tools.ids;
    this.#tools.throwError();
  }

  /** Waits for a wake-up, at most `ms`. */
  async #wait(ms: number) {
    const until = new Date(Date.now() + ms).toISOString();
    this.live.wakesAt = until;
    if (this.#tools.ids.length === 0) this.#show({ at: "wait", until });
    await condition(() => this.#tools.isInterrupted, ms);
    this.live.wakesAt = null;
  }

  /** Waits for a wake-up. False when none arrived: no signal can be missed between the last await and the run's end. */
  async #isAwake(): Promise<boolean> {
    if (this.#woken) return true;
    // No action is pending: the next wake-up starts a run with the newer version.
    if (this.#superseded && allHandlersFinished()) return false;
    const { sleepAfterMs } = this.#times;
    const endMs = Date.now() + sleepAfterMs;
    const until = new Date(endMs).toISOString();
    this.live.wakesAt = until;
    this.#show({ at: "rest", until });
    while (!this.#woken && Date.now() < endMs) {
      this.#startTimer(endMs - Date.now());
      await condition(() => this.#woken || !this.#timerRuns);
    }
    this.live.wakesAt = null;
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
    if (this.#input.researchId === undefined) setCurrentDetails(detailsOf(activity));
  }
}

function waitsForApproval(action: Advance): boolean {
  return action.next === "tools" && action.wakeInMs !== undefined;
}

function summaryAfter({ next }: Advance): string {
  if (next === "tools") return "continue with the tool results";
  if (next === "later") return "retry";
  return next === "rest" ? "read the record after a wake-up" : "read the record";
}
