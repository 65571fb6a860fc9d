import type { ConnectionState } from "../../clients/client/mod.ts";
import { follow, request } from "../graph/client.ts";
import { mutate, retryWhileAway } from "../graph/mutate.ts";
import type { ResearchOptions } from "./options.ts";
import * as documents from "./research.generated.ts";
import type { RunEvent } from "./run-state.ts";

/** A run that was started. */
export type StartedRun = Awaited<ReturnType<RunGraph["start"]>>;

/** A run as it ended. */
export type EndedRun = NonNullable<documents.ReadQuery["researchRun"]>;

/** Its report and the addresses of its files. */
export type RunReport = NonNullable<EndedRun["report"]>;

/** The API of research runs, through the shipped client. It waits for an unreachable server, but not at the start of a run. */
export class RunGraph {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Starts a run. Throws RefusedError, RequestError. */
  async start(options: ResearchOptions, signal: AbortSignal) {
    const { url: _, out: __, ...input } = options;
    return (await mutate({ url: this.#url, signal }, documents.start, input)).research;
  }

  /** Cancels a run; a run that has ended stays as it is. */
  async cancel(researchId: string): Promise<void> {
    const input = { researchId, idempotencyKey: crypto.randomUUID(), reason: "Ctrl-C" };
    await retryWhileAway(() => request(this.#url, documents.cancel, { input }));
  }

  /** Its events from the first on, across lost connections and restarts of the server. */
  follow(
    id: string,
    signal: AbortSignal,
    onConnection: (state: ConnectionState) => void,
  ): AsyncIterableIterator<RunEvent> {
    const options = { url: this.#url, signal, onConnection };
    return follow(options, { query: documents.events, variables: { id } });
  }

  /** The run as it is now. */
  async read(id: string): Promise<EndedRun> {
    const ask = () => request(this.#url, documents.read, { id });
    const { researchRun } = await retryWhileAway(ask);
    if (researchRun) return researchRun;
    throw new Error(`The server has no run ${id}.`);
  }
}
