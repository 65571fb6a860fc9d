/** Thrown if a stream is longer than its limit. */
export class SizeLimitError extends Error {
  override name = "SizeLimitError";
}

/** All bytes of a stream; cancels it and throws SizeLimitError if there are more than `limit`. */
export async function readLimited(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw new SizeLimitError(`more than ${limit} bytes`);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
