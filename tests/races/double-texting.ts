import { endOf, readUntil, type SeenEvent } from "../support/api.ts";
import { unique } from "../support/test-stack.ts";
import {
  cancel,
  type Cell,
  jitter,
  type Raced,
  type RaceStack,
  say,
  settle,
  sleepAfterMs,
  wait,
} from "./cell.ts";

/** The five forms of `whenBusy`. */
export const forms = ["ENQUEUE", "REJECT", "INTERRUPT", "ROLLBACK", "STEER"] as const;

const writes = (e: SeenEvent) => e.__typename === "TextDelta";
const toolEnds = (e: SeenEvent) =>
  e.__typename === "StepChanged" && e.status === "COMPLETED" && !!e.stepId?.startsWith("tool_");

/** Sends a message in a form at a moment, then one more. */
export async function raceMessage(t: RaceStack, cell: Cell): Promise<Raced> {
  const word = unique("w");
  const [first, text] = [firstOf(cell, word), `say 4 tokens ${word} second`];
  const id = await t.api.start(t.analyst, first);
  const turn = (await t.api.read(id)).turns.nodes[0]?.id ?? "";
  const sent = await meet(t, cell, { id, turn, text });
  const last = `say 3 tokens ${word} last`;
  const said = [{ text: first, accepted: true }, sent, { text: last, accepted: true }];
  return { id, said, ...await settle(t, id, last) };
}

/** A message whose answer is long enough to be cut, ends just then, or has tools, so that the turn takes several runs. */
function firstOf({ moment }: Cell, word: string): string {
  if (moment === "new run") return `What does NVDA cost? ${word} first`;
  return `say ${{ "turn end": 30, cancel: 300, sleep: 3 }[moment]} tokens ${word} first`;
}

interface Meeting {
  id: string;
  turn: string;
  text: string;
}

/** Waits for the event before the moment, then sends. */
async function meet(t: RaceStack, { row, moment, random }: Cell, { id, turn, text }: Meeting) {
  const send = () => say(t, id, text, row);
  // A late reader of a short answer receives no delta.
  const ended = endOf(turn);
  const writesOrEnded = (e: SeenEvent) => writes(e) || ended(e);
  if (moment === "cancel") {
    await readUntil(t.api.follow(id), writesOrEnded);
    const late = jitter(random, 30).then(() => cancel(t, turn));
    const [sent] = await Promise.all([jitter(random, 30).then(send), late]);
    return sent;
  }
  const event = { "turn end": writesOrEnded, sleep: ended, "new run": toolEnds }[moment];
  await readUntil(t.api.follow(id), event);
  if (moment === "sleep") await wait(sleepAfterMs - 100);
  await jitter(random, 200);
  return await send();
}
