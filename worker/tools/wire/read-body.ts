import { LostAnswerError, MalformedAnswerError } from "./faults.ts";

/** A body as text. `cut`: it exceeds the limit, and the rest was not read. */
export interface ReadBody {
  text: string;
  cut: boolean;
}

/** Reads at most `max` bytes of a body and cancels the rest. Throws LostAnswerError if the connection breaks. */
export async function readBody(response: Response, max: number): Promise<ReadBody> {
  const reader = response.body?.getReader();
  if (!reader) return { text: "", cut: false };
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  while (true) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw brokenOff(cause);
    });
    if (done) return { text: text + decoder.decode(), cut: false };
    const part = value.subarray(0, max - size);
    size += part.length;
    text += decoder.decode(part, { stream: true });
    if (part.length === value.length) continue;
    void reader.cancel().catch(() => {});
    return { text, cut: true };
  }
}

/** The meaning of a body that broke off: malformed if its bytes cannot be decompressed, lost if its end is missing. */
export function brokenOff(cause: unknown): LostAnswerError | MalformedAnswerError {
  const { code } = Object((cause as Error | undefined)?.cause ?? cause) as { code?: unknown };
  if (code === "Z_DATA_ERROR" || (typeof code === "string" && code.startsWith("ERR_BROTLI"))) {
    return new MalformedAnswerError("answered with data that does not match its content-encoding", {
      cause,
    });
  }
  return new LostAnswerError("broke off in the middle of its answer", { cause });
}
