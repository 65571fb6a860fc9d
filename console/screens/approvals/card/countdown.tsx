import list from "../../../ui/list.module.css";
import { fullTime, useNow } from "../../../ui/time.tsx";
import { Status } from "../../../ui/status.tsx";
import { timeoutWords } from "./decision-words.ts";

/** Time below which a decision is urgent, ms. */
const urgentMs = 5 * 60_000;

/** What happens without a decision, and when. It is not read out while it counts. */
export function Countdown(
  { approval }: { approval: { expiresAt: string; approveOnTimeout: boolean } },
) {
  const now = useNow();
  const isUrgent = Date.parse(approval.expiresAt) - now < urgentMs;
  return (
    <p className={list["muted"]} title={fullTime(approval.expiresAt)}>
      {isUrgent && <Status value="WAITING" word="soon" />} {timeoutWords(approval, now)}
    </p>
  );
}
