/** Thrown when there is more than was wanted. */
export class SizeLimitError extends Error {
  override name = "SizeLimitError";
}

/** All bytes of a stream; throws SizeLimitError, and hangs up, once there are more than `most`. */
export async function readLimited(
  stream: ReadableStream<Uint8Array>,
  most: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > most) throw new SizeLimitError(`more than ${most} bytes`);
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
