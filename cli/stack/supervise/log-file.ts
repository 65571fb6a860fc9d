const tailBytes = 16_384;

/** The last `count` lines of a file after byte `from`, oldest first; none without a file. */
export async function lastLines(path: string, count: number, from = 0): Promise<string[]> {
  const text = await tailText(path, from);
  return text.split("\n").filter((line) => line.trim() !== "").slice(-count);
}

async function tailText(path: string, from: number): Promise<string> {
  const file = await openIfThere(path);
  if (!file) return "";
  using _ = file;
  const { size } = await file.stat();
  const start = Math.max(from > size ? 0 : from, size - tailBytes);
  await file.seek(start, Deno.SeekMode.Start);
  const bytes = new Uint8Array(size - start);
  const read = await file.read(bytes);
  return new TextDecoder().decode(bytes.subarray(0, read ?? 0));
}

async function openIfThere(path: string): Promise<Deno.FsFile | undefined> {
  try {
    return await Deno.open(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Size of a file in bytes; 0 without a file. */
export async function sizeOf(path: string): Promise<number> {
  return await Deno.stat(path).then((info) => info.size, () => 0);
}

/**
 * Copies a log that is larger than `limit` bytes to `<path>.1` and truncates it: its writer has it open
 * for appending and continues at the new start.
 */
export async function trimLog(path: string, limit: number): Promise<void> {
  const size = await sizeOf(path);
  if (size <= limit) return;
  await Deno.copyFile(path, `${path}.1`);
  await Deno.truncate(path);
}
