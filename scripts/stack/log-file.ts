const tailBytes = 16_384;

/** The last `count` lines of a file, oldest first; none when there is no file. */
export async function lastLines(path: string, count: number): Promise<string[]> {
  const text = await tailText(path);
  return text.split("\n").filter((line) => line.trim() !== "").slice(-count);
}

async function tailText(path: string): Promise<string> {
  const file = await openIfThere(path);
  if (!file) return "";
  using _ = file;
  const { size } = await file.stat();
  await file.seek(Math.max(0, size - tailBytes), Deno.SeekMode.Start);
  const bytes = new Uint8Array(Math.min(size, tailBytes));
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

/**
 * Moves a log that has grown past `limit` bytes to `<path>.1`, emptying it in place: its writer has
 * it open for appending and goes on at the new beginning.
 */
export async function trimLog(path: string, limit: number): Promise<void> {
  const size = await Deno.stat(path).then((s) => s.size, () => 0);
  if (size <= limit) return;
  await Deno.copyFile(path, `${path}.1`);
  await Deno.truncate(path);
}
