import { useConversation } from "@tramontane/react";
import { timeSince } from "../../../ui/format.ts";
import { useNow } from "../../../ui/time.tsx";
import { progressOf } from "./progress.ts";
import css from "./board.module.css";

/** What a phase does now, with the time until a retry. It follows the phase's conversation while it is shown. */
export function PhaseProgress({ conversationId }: { conversationId: string }) {
  const { turns } = useConversation(conversationId);
  const now = useNow();
  const progress = progressOf(turns.at(-1));
  if (!progress) return null;
  const { doing, retryAt } = progress;
  return (
    <p className={css["doing"]}>
      {doing}
      {retryAt !== null && `, retry ${timeSince(Math.max(now, Date.parse(retryAt)), now)}`}
    </p>
  );
}
