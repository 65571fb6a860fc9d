import { badInput } from "../errors.ts";
import { Event } from "./event.ts";
import { type Args, bothWaysArgs } from "../page/page-fields.ts";
import { connection } from "../page/page.ts";

/** Maximum wait of a long poll. */
export const maxWaitMs = 30_000;

/** Page of a log. */
export const EventConnection = connection("Event", Event, "stored events", {
  node: "The event, never a TextDelta.",
  cursor: "`cursor` of the event, the same as in the subscription.",
  pageInfo:
    "Position of the page. Without a previous page and with `fromSeq > 1`, older events were deleted after their retention.",
});

/** Arguments of a page of stored events. */
export const eventArgs = (arg: Args) => ({
  ...bothWaysArgs(arg),
  wait: arg({
    type: "Duration",
    description:
      "Long poll: maximum wait for an event when there is none after `after`, at most PT30S; null: no wait.",
  }),
});

/** The valid wait in ms; null for none. Throws BAD_USER_INPUT. */
export function waitMs(wait: number | null | undefined): number | null {
  if (wait == null || wait <= maxWaitMs) return wait ?? null;
  throw badInput([{ path: ["wait"], message: "Wait at most PT30S." }]);
}
