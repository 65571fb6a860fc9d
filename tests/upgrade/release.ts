/** What a release leaves behind: the state that the next one must go on from. Recorded by `record.ts`. */
export interface Recorded {
  release: string;
  /** The commit whose code made it. */
  commit: string;
  recordedAt: string;
  /** The migrations of the release, as they were applied. */
  migrations: { name: string; statements: string }[];
  /** Rows of each table, the JSON text of an array: numbers would lose digits on their way through JavaScript. */
  tables: Record<string, string>;
  /** Files of the emulator, the other half of the state, by their names. */
  sandbox: Record<string, string>;
  /** Ids of conversations, by what is the matter with them. */
  conversations: Record<Matter, string>;
  /** What the release itself answered about those that had come to rest. */
  reads: Partial<Record<Matter, unknown>>;
}

/**
 * `told`: two turns at rest. `forked`: a fork of it. `closed`. `asking`: a human is asked. `cut`: its worker was killed in
 * the middle of an answer. `queued`: a message that no worker has seen.
 */
export const matters = ["told", "forked", "closed", "asking", "cut", "queued"] as const;
/** One of `matters`. */
export type Matter = (typeof matters)[number];

const folder = new URL(".", import.meta.url);

/** Releases whose state is kept, the newest last: the previous one is what an upgrade must survive. */
export const previous = { release: "0.1.0", file: new URL("0.1.0.json.gz", folder) } as const;

/** Reads a recorded state. */
export async function readRecorded(file: URL): Promise<Recorded> {
  const { body } = new Response(await Deno.readFile(file));
  if (!body) throw new Error(`${file} is empty`);
  return await new Response(body.pipeThrough(new DecompressionStream("gzip"))).json();
}

/** Writes one. */
export async function writeRecorded(file: string, recorded: Recorded): Promise<void> {
  const { body } = new Response(JSON.stringify(recorded));
  if (!body) throw new Error("nothing to write");
  const packed = body.pipeThrough(new CompressionStream("gzip"));
  await Deno.writeFile(file, new Uint8Array(await new Response(packed).arrayBuffer()));
}
