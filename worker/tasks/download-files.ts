import type { Mistral } from "@mistralai/mistralai";
import { MistralError } from "@mistralai/mistralai/models/errors";
import { limits } from "../../protocol/limits.ts";
import { mediaTypeOf } from "../../protocol/conversation/media-type.ts";
import type { Sql } from "../../store/database/connect.ts";
import { type ClaimedFile, claimFile, failFile, storeFile } from "../../store/file/files.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { pause } from "../pause.ts";
import { readLimited, SizeLimitError } from "../read-limited.ts";

/** What fetching works with. */
export interface DownloadDeps {
  sql: Sql;
  mistral: Pick<Mistral, "files">;
  provider: string;
  log: Logger;
}

/** One fetch takes no longer, ms; another worker tries after `leaseMs`. */
const withinMs = 60_000;
const leaseMs = 90_000;
/** Between two looks when nothing was heard, ms. */
const lookEveryMs = 5_000;
/** With waits that double from 1 s to 10 min: about 3 hours. */
const maxAttempts = 25;
const maxWaitMs = 10 * 60_000;

/**
 * Brings what tools made at the provider into the store. That a file is wanted stands in the store since the commit
 * of its answer, so whoever dies, it is fetched: by this worker at once, or by any at its next look.
 */
export class FileDownloader {
  readonly #deps: DownloadDeps;
  #wake: AbortController | null = null;

  constructor(deps: DownloadDeps) {
    this.#deps = deps;
  }

  /** An answer was kept: look now. */
  look(): void {
    this.#wake?.abort();
  }

  /** Fetches what is due, one file after the other, until the signal aborts. */
  async downloadFiles(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const wake = this.#wake = new AbortController();
      const more = await this.#fetchOne(signal).catch((error) => {
        this.#deps.log.warn("worker.download_files_failed", errorFields(error));
        return false;
      });
      if (!more) await pause(lookEveryMs, AbortSignal.any([signal, wake.signal]));
    }
  }

  async #fetchOne(signal: AbortSignal): Promise<boolean> {
    const { sql, provider, log } = this.#deps;
    const file = await claimFile(sql, provider, leaseMs);
    if (!file) return false;
    try {
      const bytes = await this.#download(file, signal);
      await storeFile(sql, file.id, { mediaType: mediaTypeOf(bytes, file.title), bytes });
      log.info("file.download_completed", {
        fileId: file.id,
        bytes: bytes.length,
        attempt: file.attempt,
      });
    } catch (error) {
      if (signal.aborted) return false;
      const verdict = classifyDownloadFailure(error, file.attempt);
      log.warn("file.download_failed", { fileId: file.id, ...verdict, ...errorFields(error) });
      await failFile(sql, file.id, verdict);
    }
    return true;
  }

  async #download({ remoteId: fileId }: ClaimedFile, signal: AbortSignal): Promise<Uint8Array> {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
    const stream = await this.#deps.mistral.files.download({ fileId }, { signal: inTime });
    return await readLimited(stream, limits.fileBytes);
  }
}

/** What a failed fetch means: when to try again, or null, and why in words fit to be shown. */
export function classifyDownloadFailure(
  error: unknown,
  attempt: number,
): { failure: string; retryMs: number | null } {
  if (error instanceof SizeLimitError) {
    return { failure: `It is larger than ${limits.fileBytes} bytes.`, retryMs: null };
  }
  const status = error instanceof MistralError ? error.statusCode : 0;
  // A file may be there a moment after the answer that names it.
  if (status === 404 && attempt >= 3) {
    return { failure: "The provider has it no more.", retryMs: null };
  }
  const final = status >= 400 && status < 500 && ![401, 404, 408, 409, 425, 429].includes(status);
  const failure = "The provider did not give it.";
  if (final || attempt >= maxAttempts) return { failure, retryMs: null };
  return { failure, retryMs: Math.min(maxWaitMs, 1_000 * 2 ** (attempt - 1)) };
}
