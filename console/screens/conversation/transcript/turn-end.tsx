import type { ConversationTurn } from "@tramontane/client/store";
import { RetryIn } from "./retry-in.tsx";
import css from "./row.module.css";

/** What a turn waits for, or why it ended. */
export function TurnEnd({ turn: { retry, failure } }: { turn: ConversationTurn }) {
  if (retry) {
    return (
      <div className={css["waits"]}>
        <RetryIn at={retry.retryAt} what="The model call" attempts={retry.attempt} />
        {retry.failure && <span className={css["muted"]}>{retry.failure.message}</span>}
      </div>
    );
  }
  if (failure) {
    return (
      <div className={css["failed"]}>
        <strong>{failure.code}</strong> {failure.message}
      </div>
    );
  }
  return <p className={css["muted"]}>The turn was cancelled; what it had written stays.</p>;
}
