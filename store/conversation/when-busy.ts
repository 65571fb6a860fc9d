import type { Caller } from "../../protocol/caller.ts";
import type { SendMessage } from "../../protocol/conversation/commands.ts";
import type { Tx } from "../database/sql.ts";
import { append, type LockedStream } from "../log/append.ts";
import { cancelOneTurn, rollBackTurn } from "../turn/cancel-turns.ts";

/** Ends the open turn for a message that interrupts it or rolls it back; returns the stream after that. */
export async function makeRoom(
  tx: Tx,
  { actor }: Caller,
  stream: LockedStream,
  openTurn: string | null,
  whenBusy: SendMessage["whenBusy"],
): Promise<LockedStream> {
  if (openTurn === null || (whenBusy !== "INTERRUPT" && whenBusy !== "ROLLBACK")) return stream;
  const end = whenBusy === "INTERRUPT" ? cancelOneTurn : rollBackTurn;
  const reason = whenBusy === "INTERRUPT"
    ? "Interrupted by a new message."
    : "Rolled back by a new message.";
  const events = await end(tx, stream.id, openTurn, { actor, reason });
  return { ...stream, head: await append(tx, stream.id, events) };
}
