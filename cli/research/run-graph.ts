import {
  type ConnectionState,
  follow,
  request,
  RequestError,
} from "../../clients/typescript/mod.ts";
import * as documents from "./documents.ts";
import type { ResearchOptions } from "./options.ts";
import { type Refusal, refusalText } from "./refusal.ts";
import type { RunEvent } from "./run-state.ts";

/** A run that was started. */
export interface StartedRun {
  id: string;
  emulated: boolean;
  sampleMarketData: boolean;
}

/** A run as it ended. */
export interface EndedRun {
  id: string;
  status: string;
  symbols: string[];
  verified: boolean;
  createdAt: string;
  endedAt: string | null;
  failure: { code: string; message: string } | null;
  usage: RunUsage;
  report: RunReport | null;
}

/** What it used. */
export interface RunUsage {
  modelCalls: number;
  toolCalls: number;
  inputTokens: number;
  outputTokens: number;
  cost: { amount: string; currency: string } | null;
}

/** Its report and where its files are. */
export interface RunReport {
  title: string;
  markdown: string;
  /** Its figures, each with the tool call that gave it. */
  metrics: { toolCall: { arguments: unknown } | null }[];
  downloads: { type: string; url: string; expiresAt: string }[];
}

/** The API refused: the message says why. */
export class RefusedError extends Error {
  override name = "RefusedError";
  /** True where the input is invalid, so that a call with other input can succeed. */
  readonly wrongInput: boolean;

  constructor(message: string, wrongInput = false) {
    super(message);
    this.wrongInput = wrongInput;
  }
}

/** The public graph as this command speaks to it, through the shipped client. A server that is away is waited for, but for the first request. */
export class RunGraph {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Starts a run. Throws RefusedError, RequestError. */
  async start(options: ResearchOptions, signal: AbortSignal): Promise<StartedRun> {
    const { question, symbols, searches, revisions, language, alias } = options;
    const input = { question, symbols, searches, revisions, language, alias };
    const variables = { input: { ...input, idempotencyKey: crypto.randomUUID() } };
    const where = { url: this.#url, signal };
    const { result } = await request<{ result: Refusal & { research?: StartedRun } }>(
      where,
      documents.start,
      variables,
    );
    if (result.research) return result.research;
    throw new RefusedError(refusalText(result), (result.issues ?? []).length > 0);
  }

  /** Asks that a run be cancelled; one that has ended already is left as it is. */
  async cancel(researchId: string): Promise<void> {
    const input = { researchId, idempotencyKey: crypto.randomUUID(), reason: "Ctrl-C" };
    await patiently(() => request(this.#url, documents.cancel, { input }));
  }

  /** Its events from the first on, over cuts and restarts of the server. */
  follow(
    id: string,
    signal: AbortSignal,
    onConnection: (state: ConnectionState) => void,
  ): AsyncIterableIterator<RunEvent> {
    const options = { url: this.#url, signal, onConnection };
    return follow<{ researchEvents: RunEvent }>(options, {
      query: documents.events,
      variables: { id },
    });
  }

  /** The run as it is now. */
  async read(id: string): Promise<EndedRun> {
    const ask = () => request<{ researchRun: EndedRun | null }>(this.#url, documents.read, { id });
    const { researchRun } = await patiently(ask);
    if (researchRun) return researchRun;
    throw new Error("The run is gone.");
  }
}

const patienceMs = 60_000;

/** Asks again while the server is away, for a minute at most. */
export async function patiently<T>(ask: () => Promise<T>, maxMs = patienceMs): Promise<T> {
  const end = performance.now() + maxMs;
  for (let pause = 200;; pause = Math.min(5_000, pause * 2)) {
    try {
      return await ask();
    } catch (error) {
      const again = error instanceof RequestError && error.retryable;
      if (!again || performance.now() + pause > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
