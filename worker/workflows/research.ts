import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from "@temporalio/workflow";
import { wakeSignal } from "../../protocol/conversation/conversation-workflow.ts";
import type { ResearchAdvance, ResearchInput } from "../../protocol/research/research-workflow.ts";
import { defaultTimes } from "../../protocol/temporal/workflow-times.ts";
import type { Activities } from "../activities/mod.ts";
import { ApprovalWaits } from "./approval-waits.ts";
import { ConversationRun } from "./conversation.ts";
import { answerLiveQuery, initialLive } from "./live.ts";

const { advanceResearch, wakeWhenEnded } = proxyActivities<Activities>({
  startToCloseTimeout: "1 minute",
  scheduleToCloseTimeout: "1 hour",
  retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
});

/** Drives a research run and the conversations of its phases, until the run has ended. */
export async function research(input: ResearchInput): Promise<void> {
  const run = new ResearchRun(input);
  answerLiveQuery((conversationId) => run.liveOf(conversationId));
  setHandler(defineSignal(wakeSignal), () => run.wake());
  await run.drive();
}

class ResearchRun {
  readonly #input: ResearchInput;
  readonly #eventsPerRun: number;
  readonly #live = initialLive();
  readonly #approvalWaits = new ApprovalWaits();
  /** Open phases that are driven here, by conversation. */
  readonly #phases = new Map<string, ConversationRun>();
  /** Phases that came to rest since the record was read: an older result may still list them. */
  readonly #rested = new Set<string>();
  /** Errors of phases that Temporal does not retry any more. */
  readonly #errors: unknown[] = [];
  #woken = true;
  #hasTimer = false;
  #ended = false;
  #superseded = false;

  constructor(input: ResearchInput) {
    this.#input = input;
    this.#eventsPerRun = (input.times ?? defaultTimes).eventsPerRun;
  }

  /** Makes the run and its phases read the record again. */
  wake(): void {
    this.#woken = true;
    for (const phase of this.#phases.values()) phase.wake();
  }

  /** The state of a phase's conversation, or of the run itself. */
  liveOf(conversationId: string | undefined) {
    if (conversationId === undefined) return this.#live;
    return this.#phases.get(conversationId)?.live ?? initialLive();
  }

  async drive(): Promise<void> {
    while (!this.#isEnding) {
      if (this.#woken) await this.#advance();
      else await condition(() => this.#woken || this.#isEnding);
    }
    this.wake();
    await condition(() => this.#phases.size === 0);
    if (this.#errors.length > 0) throw this.#errors[0];
    if (this.#ended) return;
    if (this.#superseded) return await wakeWhenEnded({ research: this.#input });
    // The signal that ended the wait is still being handled here.
    await condition(allHandlersFinished);
    await continueAsNew<typeof research>(this.#input);
  }

  /** No phase begins its next action any more. */
  get #isEnding(): boolean {
    return this.#ended || this.#superseded || this.#errors.length > 0 ||
      workflowInfo().historyLength > this.#eventsPerRun;
  }

  async #advance() {
    this.#woken = false;
    this.#rested.clear();
    this.#live.advancing = true;
    setCurrentDetails("**Working**: reads the record of the run.");
    const action = await advanceResearch(this.#input);
    this.#live.advancing = false;
    this.#take(action);
    if (action.next === "wait") this.#wakeAfter(action.waitMs);
  }

  /** Begins to drive the open phases that are not driven yet. */
  #take(action: ResearchAdvance) {
    this.#superseded ||= action.superseded === true;
    if (action.next === "ended") return void (this.#ended = true);
    for (const id of action.open) {
      if (!this.#phases.has(id) && !this.#rested.has(id)) this.#drivePhase(id);
    }
    const phases = [...this.#phases.keys()].map((id) => `\`${id}\``).join(", ");
    setCurrentDetails(`**Working**: drives the conversations of its phases: ${phases}.`);
  }

  #drivePhase(conversationId: string) {
    const phase = new ConversationRun({ ...this.#input, conversationId }, this.#approvalWaits);
    this.#phases.set(conversationId, phase);
    const ended = phase.drivePhase(() => this.#isEnding).then((action) => {
      if (!action) return;
      this.#rested.add(conversationId);
      this.#phases.delete(conversationId);
      this.#take(action);
    });
    void ended.catch((error) => void this.#errors.push(error))
      .finally(() => this.#phases.delete(conversationId));
  }

  /** A wake-up may be lost, so the record is read again after this time. One timer serves several reads. */
  #wakeAfter(ms: number) {
    if (this.#hasTimer) return;
    this.#hasTimer = true;
    this.#live.wakesAt = new Date(Date.now() + ms).toISOString();
    void sleep(ms).then(() => {
      this.#hasTimer = false;
      this.#woken = true;
    }, () => {});
  }
}
