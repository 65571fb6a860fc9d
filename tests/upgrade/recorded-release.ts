/** The state that a release leaves behind, from which the current code must continue. `record.ts` writes it. */
export interface RecordedRelease {
  release: string;
  recordedAt: string;
  /** The migrations of the release, as they were applied. */
  migrations: { name: string; statements: string }[];
  /** Rows of each table as the JSON text of an array: parsed as JavaScript numbers, they would lose digits. */
  tables: Record<string, string>;
  /** Files of the emulator, the other half of the state, by name. */
  sandbox: Record<string, string>;
  /** Ids of conversations by their state. */
  conversations: Record<ConversationState, string>;
  /** What the API of the release returned for the conversations that were at rest. */
  reads: Partial<Record<ConversationState, unknown>>;
}

/**
 * `completed`: two turns at rest. `forked`: a fork of it. `closed`. `waiting`: for an approval. `interrupted`: the worker
 * was killed in the middle of an answer. `queued`: no worker has seen the message.
 */
export type ConversationState =
  | "completed"
  | "forked"
  | "closed"
  | "waiting"
  | "interrupted"
  | "queued";

/** The release that an upgrade must continue from. */
export const previousRelease = new URL("0.2.0.json.gz", import.meta.url);

/** Reads a recorded release. */
export async function readRecorded(file: URL): Promise<RecordedRelease> {
  const { body } = new Response(await Deno.readFile(file));
  if (!body) throw new Error(`${file} is empty`);
  return await new Response(body.pipeThrough(new DecompressionStream("gzip"))).json();
}

/** Writes a recorded release. */
export async function writeRecorded(file: URL, recorded: RecordedRelease): Promise<void> {
  const packed = new Blob([JSON.stringify(recorded)]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  await Deno.writeFile(file, packed);
}
