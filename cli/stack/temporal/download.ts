import { isLoopback } from "../../../protocol/net/loopback.ts";
import { runCommand } from "../supervise/run-command.ts";
import type { Progress } from "../supervise/part.ts";

/** The checksum of a download differs from that of the first download. No other source is tried then. */
export class ChecksumError extends Error {
  override name = "ChecksumError";
}

const headersWithinMs = 15_000;
const wholeWithinMs = 600_000;
const largestBytes = 400_000_000;

/**
 * Downloads an archive and moves its `temporal` to `target`. The first download records the archive's SHA-256 in
 * `<target>.sha256`; a later one with another checksum throws a `ChecksumError`.
 */
export async function downloadTemporal(
  url: string,
  target: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  if (!isTrusted(url)) throw new Error(`${url} is neither https nor this machine`);
  const folder = `${target}.${crypto.randomUUID()}`;
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const bytes = await fetchWhole(url, progress, signal);
    await compareChecksum(bytes, `${target}.sha256`, url);
    await Deno.writeFile(`${folder}/archive`, bytes);
    await runCommand("tar", ["-xzf", `${folder}/archive`, "-C", folder, "temporal"]);
    await Deno.chmod(`${folder}/temporal`, 0o755);
    await Deno.rename(`${folder}/temporal`, target);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function isTrusted(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || isLoopback(hostname);
}

async function fetchWhole(
  url: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const early = new AbortController();
  const timer = setTimeout(() => early.abort(new Error("no answer")), headersWithinMs);
  const ends = [signal, early.signal, AbortSignal.timeout(wholeWithinMs)];
  try {
    const response = await fetch(url, { signal: AbortSignal.any(ends) });
    clearTimeout(timer);
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new Error(`${url} answers ${response.status}`);
    }
    return await collect(response.body, Number(response.headers.get("content-length")), progress);
  } finally {
    clearTimeout(timer);
  }
}

async function collect(
  body: ReadableStream<Uint8Array>,
  announced: number,
  progress: Progress,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let reportedAt = performance.now();
  for await (const chunk of body) {
    chunks.push(new Uint8Array(chunk));
    size += chunk.length;
    if (size > largestBytes) throw new Error("larger than any release");
    if (performance.now() - reportedAt < 2_000) continue;
    reportedAt = performance.now();
    progress(`downloading Temporal: ${megabytes(size)} of ${megabytes(announced)} MB`);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);

async function compareChecksum(
  bytes: Uint8Array<ArrayBuffer>,
  record: string,
  url: string,
): Promise<void> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sum = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const known = await Deno.readTextFile(record).then((text) => text.trim(), () => undefined);
  if (known !== undefined && known !== sum) {
    throw new ChecksumError(
      `${url} has changed: SHA-256 ${sum}, recorded ${known} in ${record}. Find out why ` +
        "before you delete the record.",
    );
  }
  await Deno.writeTextFile(record, `${sum}\n`, { mode: 0o600 });
}
