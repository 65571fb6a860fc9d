import type { ConversationTurn } from "@tramontane/client/store";
import { Button } from "../../../ui/button.tsx";
import { RetryIn } from "./retry-in.tsx";
import css from "./row.module.css";

/** What a turn waits for, or why it ended and what one can do then. */
export function TurnEnd(
  { turn: { retry, failure }, onInspect }: {
    turn: ConversationTurn;
    onInspect: () => void;
  },
) {
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
        <p>
          <strong>{failure.code}</strong> {failure.message}
        </p>
        <p className={css["muted"]}>{nextAfter(failure.code)}</p>
        <Button onClick={onInspect}>Steps and attempts</Button>
      </div>
    );
  }
  return <p className={css["muted"]}>The turn was cancelled; what it had written stays.</p>;
}

const nextAfter = (code: string) =>
  code === "BUDGET_EXCEEDED"
    ? "To go on, fork from an entry above: a fork has a budget of its own."
    : "To try again, send a message, or fork from an entry above.";
