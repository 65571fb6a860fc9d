import type { ConversationTurn } from "@tramontane/client/store";
import { Button } from "../../../ui/button.tsx";
import { Status } from "../../../ui/status.tsx";
import { Ago } from "../../../ui/time.tsx";
import css from "./row.module.css";

/** Where a turn begins: its number, its state, its time. A shared one has its details in the conversation it is of. */
export function TurnHead(
  { turn, isShared, onInspect }: {
    turn: ConversationTurn;
    isShared: boolean;
    onInspect: () => void;
  },
) {
  const at = turn.entries[0]?.createdAt;
  return (
    <header className={css["head"]}>
      <h2 className={css["turn"]}>{turn.number === null ? "New turn" : `Turn ${turn.number}`}</h2>
      {isShared
        ? <span className={css["muted"]}>before the fork</span>
        : <Status value={turn.status} />}
      {at && (
        <span className={css["muted"]}>
          <Ago at={at} />
        </span>
      )}
      {!isShared && turn.id !== null && turn.number !== null && (
        <Button
          kind="plain"
          icon="dots"
          className={css["action"]}
          aria-label={`Details of turn ${turn.number}`}
          title="Details of the turn"
          onClick={onInspect}
        />
      )}
    </header>
  );
}
