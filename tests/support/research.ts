import { follow, request } from "../../clients/client/mod.ts";
import { type Api, readUntil } from "./api.ts";
import type { Flat } from "./flat.ts";
import * as documents from "./research.generated.ts";

/** An event of a run; fields that only some kinds have are optional. */
export type RunEvent = Flat<documents.EventsSubscription["event"]>;

type Stored = NonNullable<documents.ReadQuery["researchRun"]>;
type StoredPhase = Stored["phases"][number];

/** A phase of a run. */
export type RunPhase = Omit<StoredPhase, "outcome"> & {
  outcome: Flat<NonNullable<StoredPhase["outcome"]>> | null;
};

/** A run with its phases and report. */
export type Run = Omit<Stored, "phases"> & { phases: RunPhase[] };

/** Research as a test speaks of it: through the shipped client only. */
export class Research {
  readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  /** Starts a run about two symbols with two searches; its id. */
  async start(question: string, over: object = {}): Promise<string> {
    const input = { question, symbols: ["NVDA", "AMD"], searches: 2, ...over };
    return (await this.api.mutate(documents.start, input)).research.id;
  }

  /** Stops a run. */
  async cancel(researchId: string): Promise<void> {
    await this.api.mutate(documents.cancel, { researchId, reason: "A test." });
  }

  /** Starts a run that keeps what came before this phase; its id. */
  async fork(phaseId: string): Promise<string> {
    return (await this.api.mutate(documents.fork, { phaseId })).research.id;
  }

  /** A run with its phases and report. */
  async read(id: string): Promise<Run> {
    const { researchRun } = await request(this.api.url, documents.read, { id });
    if (!researchRun) throw new Error(`there is no run ${id}`);
    return researchRun;
  }

  /** Its events, from `after`. */
  follow(id: string, after?: string): AsyncIterableIterator<RunEvent> {
    const retry = { firstMs: 50, maxMs: 500 };
    const options = { query: documents.events, variables: { id }, after };
    return follow({ url: this.api.url, retry }, options) as AsyncIterableIterator<RunEvent>;
  }

  /** All its events until it ends; `onEvent` is called with each. */
  async events(id: string, onEvent: (e: RunEvent) => void = () => undefined, after?: string) {
    const last = (e: RunEvent) => {
      onEvent(e);
      return e.__typename === "ResearchEnded";
    };
    return await readUntil(this.follow(id, after), last, 120_000) as RunEvent[];
  }

  /** Runs one to its end. */
  async whole(question: string, over: object = {}): Promise<Run & { events: RunEvent[] }> {
    const id = await this.start(question, over);
    const events = await this.events(id);
    return { ...await this.read(id), events };
  }
}
