import { follow, request, type StreamEvent } from "../../clients/typescript/mod.ts";
import { patiently, RefusedError } from "../research/run-graph.ts";
import type { EvalCase } from "./dataset.ts";
import * as documents from "./documents.ts";
import type { StoredRun } from "./stored-run.ts";

/** A run in a listing. */
export interface ListedRun {
  id: string;
  question: string;
  symbols: string[];
  status: string;
}

interface Refusal {
  __typename: string;
  message?: string;
  issues?: { path: string[]; message: string }[];
}

const most = 1_000;

/** The public graph as evals speak to it, through the shipped client. */
export class EvalsGraph {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Whether an emulator answers here. */
  async emulated(): Promise<boolean> {
    const { serverInfo } = await request<{ serverInfo: { emulated: boolean } }>(
      this.url,
      documents.about,
    );
    return serverInfo.emulated;
  }

  /** A run with all that is scored. Throws when there is none. */
  async read(id: string): Promise<StoredRun> {
    const ask = () => request<{ researchRun: StoredRun | null }>(this.url, documents.run, { id });
    const { researchRun } = await patiently(ask);
    if (researchRun) return researchRun;
    throw new Error(`there is no run ${id}`);
  }

  /** The newest runs, at most 1,000. */
  async runs(): Promise<ListedRun[]> {
    type Page = {
      nodes: ListedRun[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    const found: ListedRun[] = [];
    for (let after: string | null = null; found.length < most;) {
      const { researchRuns }: { researchRuns: Page } = await request(this.url, documents.newest, {
        after,
      });
      found.push(...researchRuns.nodes);
      after = researchRuns.pageInfo.endCursor;
      if (!researchRuns.pageInfo.hasNextPage) break;
    }
    return found;
  }

  /** Makes a new run of a case and waits for its end, `withinMs` at most; its id. */
  async runCase(one: EvalCase, alias: string, withinMs: number): Promise<string> {
    const { question, symbols, searches, revisions, language } = one;
    const input = { question, symbols, searches, revisions, language, alias };
    const { research } = await this.mutate<{ research: { id: string } }>(documents.start, input);
    const ended = (event: Told) => event.__typename === "ResearchEnded" || undefined;
    await this.until(documents.ending, research.id, withinMs, ended);
    return research.id;
  }

  /** Runs a mutation with a new key; its payload. Throws RefusedError. */
  async mutate<T>(query: string, input: object): Promise<T> {
    const variables = { input: { ...input, idempotencyKey: crypto.randomUUID() } };
    const ask = () => request<{ result: Refusal }>(this.url, query, variables);
    const { result } = await patiently(ask);
    if (result.__typename.endsWith("Payload")) return result as T;
    const issues = (result.issues ?? []).map((i) => `; ${i.path.join(".")}: ${i.message}`);
    throw new RefusedError(`${result.message ?? result.__typename}${issues.join("")}`);
  }

  /** Follows a stream until `told` makes something of an event. Throws when it ends before, or not in time. */
  async until<T>(
    query: string,
    id: string,
    withinMs: number,
    told: (event: Told) => T | undefined,
  ): Promise<T> {
    const signal = AbortSignal.timeout(withinMs);
    const events = follow<{ event: Told }>({ url: this.url, signal }, { query, variables: { id } });
    for await (const event of events) {
      const answer = told(event);
      if (answer !== undefined) return answer;
    }
    throw new Error(`${id} did not end within ${withinMs / 1_000} s`);
  }
}

/** An event, as far as all have it. */
export type Told = StreamEvent & { __typename: string } & Record<string, unknown>;
