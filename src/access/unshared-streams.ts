import { runEvery, type TaskReporter } from "../../protocol/async/run-every.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { OpenStreams } from "../auth/open-streams.ts";
import type { Requester } from "../auth/requester.ts";

/** True while a requester may read the stream of this id, as of now. */
export type MayStillRead = (requester: Requester, streamId: string) => Promise<boolean>;

/** Access is read again this often, ms: within 5 s after its end a stream has ended, too. */
const checkEveryMs = 2_000;
/** Streams end when access could not be read for this time, ms. */
const uncheckedMs = 60_000;

/**
 * Ends the streams whose readers lost access, until `signal` aborts. Access is read again all the time, for all streams
 * of a tenant in one query, rather than at a notification: a notification can be lost, and an approval that is decided
 * ends access as well.
 */
export async function endUnsharedStreams(
  { streams, mayStill, log }: { streams: OpenStreams; mayStill: MayStillRead; log: Logger },
  signal: AbortSignal,
  everyMs: number = checkEveryMs,
): Promise<void> {
  let checkedAt = Date.now();
  const run = async () => {
    await checkOnce(streams, mayStill);
    checkedAt = Date.now();
  };
  const reporter: TaskReporter = {
    failed: (_, error) => {
      log.warn("access.check_failed", errorFields(error));
      if (Date.now() - checkedAt > uncheckedMs) streams.end((_, id) => id !== null, "UNVERIFIABLE");
    },
    succeeded: () => {},
  };
  await runEvery({ name: "endUnsharedStreams", intervalMs: everyMs, run }, reporter, signal);
}

async function checkOnce(streams: OpenStreams, mayStill: MayStillRead): Promise<void> {
  await Promise.all(
    streams.followed().map(async ({ requester, id }) => {
      if (await mayStill(requester, id)) return;
      streams.end((other, otherId) => other === requester && otherId === id, "UNSHARED");
    }),
  );
}
