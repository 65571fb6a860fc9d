import { MistralError } from "@mistralai/mistralai/models/errors";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { backoffMs } from "../../protocol/async/retry.ts";
import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { WakeUp } from "../../protocol/async/wake-up.ts";
import { limits } from "../../protocol/limits.ts";
import { mediaTypeOf } from "../../protocol/conversation/media-type.ts";
import { inTenant } from "../../store/database/in-tenant.ts";
import type { Sql } from "../../store/database/sql.ts";
import { type ClaimedFile, claimFile, failFile, storeFile } from "../../store/file/files.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { ProviderAccounts } from "../tenants/provider-accounts.ts";
import { readLimited, SizeLimitError } from "../read-limited.ts";

/** Dependencies of the task. */
export interface DownloadDeps {
  sql: Sql;
  accounts: Pick<ProviderAccounts, "of">;
  provider: string;
  log: Logger;
}

/** Time limit of one download, ms; another worker may claim the file after `leaseMs`. */
const withinMs = 60_000;
const leaseMs = 90_000;
/** Between two queries of the store without a wake-up, ms. */
const intervalMs = 5_000;
/** With waits that double from 1 s to 10 min: about 3 hours. */
const maxAttempts = 25;
const backoff = { firstMs: 1_000, maxMs: 10 * 60_000 };

/**
 * Downloads files that tools created at the provider into the store. The commit of an answer also records that its
 * files are wanted, so a file is downloaded also after a crash: by this worker at once, or by any other one later.
 */
export class FileDownloader {
  readonly #deps: DownloadDeps;
  readonly #wakeUp = new WakeUp();

  constructor(deps: DownloadDeps) {
    this.#deps = deps;
  }

  /** An answer with files was committed: download them now. */
  wake(): void {
    this.#wakeUp.wake();
  }

  /** Downloads one file in each run, without a wait while there are more. */
  get task(): PeriodicTask {
    return {
      name: "downloadFiles",
      intervalMs,
      wakeUp: this.#wakeUp,
      run: async (signal) => await this.#downloadNext(signal) ? 0 : undefined,
    };
  }

  /** False when no file waits. */
  async #downloadNext(signal: AbortSignal): Promise<boolean> {
    const { sql, provider, log } = this.#deps;
    const file = await claimFile(sql, provider, leaseMs);
    if (!file) return false;
    const own = inTenant(sql, file.tenant);
    try {
      const bytes = await this.#download(file, signal);
      await storeFile(own, file.id, { mediaType: mediaTypeOf(bytes, file.title), bytes });
      log.info("file.download_completed", {
        fileId: file.id,
        bytes: bytes.length,
        attempt: file.attempt,
      });
    } catch (error) {
      if (signal.aborted) return false;
      const verdict = classifyDownloadFailure(error, file.attempt);
      log.warn("file.download_failed", { fileId: file.id, ...verdict, ...errorFields(error) });
      await failFile(own, file.id, verdict);
    }
    return true;
  }

  async #download(
    { tenant, remoteId: fileId }: ClaimedFile,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const options = { signal: deadlineSignal(withinMs, signal) };
    const stream = await this.#deps.accounts.of(tenant).mistral.files.download({ fileId }, options);
    return await readLimited(stream, limits.fileBytes);
  }
}

/** When to retry a failed download (null: never), and the reason in words that clients may read. */
export function classifyDownloadFailure(
  error: unknown,
  attempt: number,
): { failure: string; retryMs: number | null } {
  if (error instanceof SizeLimitError) {
    return { failure: `It is larger than ${limits.fileBytes} bytes.`, retryMs: null };
  }
  const status = error instanceof MistralError ? error.statusCode : 0;
  // A file may become available shortly after the answer that names it.
  if (status === 404 && attempt >= 3) {
    return { failure: "The provider no longer has it.", retryMs: null };
  }
  const final = status >= 400 && status < 500 && ![401, 404, 408, 409, 425, 429].includes(status);
  const failure = "The provider did not return it.";
  if (final || attempt >= maxAttempts) return { failure, retryMs: null };
  return { failure, retryMs: backoffMs(attempt, backoff) };
}
