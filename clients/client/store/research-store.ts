import { readable } from "../readable.ts";
import type { ConnectionState } from "../connection/connection-state.ts";
import {
  applyResearchEvent,
  type ResearchView,
  researchView,
  type ResearchViewEvent,
  textOfPhase,
  type ViewPhase,
} from "../view/research-view.ts";
import type { StoreContext } from "./context.ts";
import { final } from "./entries.ts";
import type { Fault, Result } from "./fault.ts";
import { LiveCell } from "./live-cell.ts";
import { mutate } from "./mutate.ts";
import type { Readable } from "./readable.ts";
import type { PhaseNode, ResearchInfo, ResearchState } from "./research-state.ts";
import { PhaseList } from "./show-phases.ts";
import {
  researchState,
  storeCancelResearch,
  storePhaseById,
  storeResearchEvents,
  type StoreResearchEventsSubscription,
} from "./store.generated.ts";
import { Texts } from "./texts.ts";

type ResearchEvent = StoreResearchEventsSubscription["event"];

/** One research run, kept current while there are listeners. */
export class ResearchStore {
  readonly id: string;
  readonly live: LiveCell<ResearchState, ResearchEvent>;
  /** The texts of phases. */
  readonly texts: Texts<ViewPhase<PhaseNode>>;
  readonly #context: StoreContext;
  readonly #phases = new PhaseList();
  #run: ResearchInfo | null | undefined;
  #view: ResearchView<PhaseNode> = researchView();

  constructor(id: string, context: StoreContext) {
    this.id = id;
    this.#context = context;
    const { source } = context;
    this.live = new LiveCell<ResearchState, ResearchEvent>(context, {
      load: (signal) => this.#load(signal),
      follow: (after, signal) =>
        source.follow(
          { query: storeResearchEvents, variables: { id }, after },
          { signal },
        ),
      apply: (event, signal) => this.#apply(event, signal),
      show: (connection, fault) => this.#show(connection, fault),
    });
    this.texts = new Texts<ViewPhase<PhaseNode>>(
      this.live.lifetime,
      textOfPhase,
    );
  }

  get state(): Readable<ResearchState> {
    return this.live.state;
  }

  /** Cancels the run; phases that have ended keep their results. */
  async cancel(reason?: string): Promise<Result<string>> {
    const input = { researchId: this.id, reason };
    const result = await mutate(
      this.#context.source,
      storeCancelResearch,
      input,
    );
    return result.ok ? { ok: true, value: this.id } : result;
  }

  #show(connection: ConnectionState, fault: Fault | null): ResearchState {
    // There are none yet for the first state, which has no phases.
    this.texts?.showAll(this.#view.phases);
    const run = this.#run ?? null;
    return {
      id: this.id,
      run,
      status: run?.status ?? (this.#run === null ? "MISSING" : "LOADING"),
      phases: this.#phases.of(this.#view),
      connection,
      fault,
    };
  }

  async #load(signal: AbortSignal): Promise<string | null> {
    const { research } = await readable(
      this.#context.source.request(researchState, { id: this.id }, { signal }),
    );
    if (research) {
      const { phases, eventCursor: _, ...run } = research;
      this.#view = researchView(phases);
      this.#run = run;
    } else this.#run = null;
    this.live.changed();
    return research && !final.includes(research.status) ? research.eventCursor : null;
  }

  async #apply(event: ResearchEvent, signal: AbortSignal): Promise<void> {
    const whole = event.__typename === "PhaseChanged" && event.phase === null
      ? { ...event, phase: await this.#phase(event.phaseId, signal) }
      : event;
    this.#view = applyResearchEvent(
      this.#view,
      whole as ResearchViewEvent<PhaseNode>,
    );
    if (whole.__typename === "ResearchEnded" && this.#run) {
      this.#run = { ...this.#run, ...whole.research, status: whole.status };
    }
    const runs = whole.__typename === "PhaseChanged" &&
      whole.status === "RUNNING";
    if (runs && this.#run?.status === "QUEUED") {
      this.#run = { ...this.#run, status: "RUNNING" };
    }
    this.live.changed();
  }

  async #phase(id: string, signal: AbortSignal): Promise<PhaseNode | null> {
    const { node } = await readable(
      this.#context.source.request(storePhaseById, { id }, { signal }),
    );
    return node?.__typename === "ResearchPhase" ? node : null;
  }
}
