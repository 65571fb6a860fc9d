import { follow, request } from "../graph/client.ts";
import type { StartConversationInput } from "../../schema/document-types.generated.ts";
import { mutate, retryWhileAway } from "../graph/mutate.ts";
import { readable } from "../graph/readable.ts";
import type { EvalCase } from "./dataset.ts";
import * as documents from "./evals.generated.ts";
import type { JudgeEventsSubscription, NewestQuery } from "./evals.generated.ts";
import type { StoredRun } from "./stored-run.ts";

/** A run in a list. */
export type ListedRun = Runs["nodes"][number];

type Runs = NonNullable<NewestQuery["researchRuns"]>;

/** An event of the judge's conversation. */
export type JudgeEvent = JudgeEventsSubscription["conversationEvents"];

const maxRuns = 1_000;

/** The API of research runs and of the judge, through the shipped client. */
export class EvalsGraph {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Whether the model of the server is emulated. */
  async emulated(): Promise<boolean> {
    return (await request(this.url, documents.about)).serverInfo.emulated;
  }

  /** A run with everything that is scored. Throws when there is none. */
  async read(id: string): Promise<StoredRun> {
    const { researchRun } = await retryWhileAway(() => request(this.url, documents.run, { id }));
    if (researchRun) return researchRun;
    throw new Error(`there is no run ${id}`);
  }

  /** The newest runs, at most 1,000. */
  async runs(): Promise<ListedRun[]> {
    const found: ListedRun[] = [];
    for (let after: string | null = null; found.length < maxRuns;) {
      const page: NewestQuery = await request(this.url, documents.newest, { after });
      const { nodes, pageInfo }: Runs = readable(page.researchRuns, "research:read");
      found.push(...nodes);
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    return found;
  }

  /** Starts a new run of a case and waits for its end, at most `withinMs`; its id. */
  async runCase(one: EvalCase, alias: string, withinMs: number): Promise<string> {
    const { question, symbols, allowUnknown, searches, revisions, language } = one;
    const input = { question, symbols, allowUnknown, searches, revisions, language, alias };
    const { research: { id } } = await retryWhileAway(() =>
      mutate(this.url, documents.start, input)
    );
    const events = follow({ url: this.url, signal: AbortSignal.timeout(withinMs) }, {
      query: documents.runEvents,
      variables: { id },
    });
    for await (const { __typename } of events) if (__typename === "ResearchEnded") return id;
    throw new Error(`${id} did not end within ${withinMs / 1_000} s`);
  }

  /** Asks an agent in a new conversation and passes on its events until `read` answers; at most `withinMs`. */
  async ask<T>(
    input: Omit<StartConversationInput, "idempotencyKey">,
    withinMs: number,
    read: (event: JudgeEvent) => T | undefined,
  ): Promise<T> {
    const { conversation: { id } } = await retryWhileAway(() =>
      mutate(this.url, documents.askJudge, input)
    );
    try {
      const events = follow({ url: this.url, signal: AbortSignal.timeout(withinMs) }, {
        query: documents.judgeEvents,
        variables: { id },
      });
      for await (const event of events) {
        const answer = read(event);
        if (answer !== undefined) return answer;
      }
      throw new Error(`${id} did not end within ${withinMs / 1_000} s`);
    } finally {
      await retryWhileAway(() => mutate(this.url, documents.closeJudge, { conversationId: id }));
    }
  }
}
