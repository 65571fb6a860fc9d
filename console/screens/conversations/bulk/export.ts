import type { Source } from "@tramontane/client";
import type { Outcome } from "./bulk-job.ts";
import {
  consoleTranscript,
  type ConsoleTranscriptQuery,
  type ConsoleTranscriptQueryVariables,
} from "./bulk.generated.ts";

/** Longest export, in characters: it is made in the memory of the page. */
export const maxCharacters = 100_000_000;

/** Transcripts as JSON lines: one conversation with all its entries in each line. */
export class Transcripts {
  readonly #source: Source;
  readonly #lines = new Map<string, string>();
  #length = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Reads the transcript of a conversation. */
  async add(id: string): Promise<Outcome> {
    const line = await readLine(this.#source, id);
    if (line === null) return { kind: "failed", message: "There is no such conversation." };
    if (this.#length + line.length > maxCharacters) {
      const message = "The export has reached its maximum of 100 MB. Export the rest on its own.";
      return { kind: "failed", message };
    }
    this.#length += line.length;
    this.#lines.set(id, line);
    return { kind: "done" };
  }

  /** What was read so far, in the order of `ids`. */
  file(ids: readonly string[]): Blob {
    const lines = ids.flatMap((id) => this.#lines.get(id) ?? []);
    return new Blob(lines.map((line) => `${line}\n`), { type: "application/jsonl" });
  }
}

async function readLine(source: Source, id: string): Promise<string | null> {
  const entries: unknown[] = [];
  let after: string | null = null;
  for (;;) {
    const variables: ConsoleTranscriptQueryVariables = { id, after };
    const answer: ConsoleTranscriptQuery = await source.request(consoleTranscript, variables);
    const { conversation } = answer;
    if (!conversation) return null;
    const { entries: page, ...rest } = conversation;
    entries.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return JSON.stringify({ ...rest, entries });
    after = page.pageInfo.endCursor;
  }
}
