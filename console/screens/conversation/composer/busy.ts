import type { Conversation } from "@tramontane/react";

/** What a message does to an open turn, as the API names it. */
export type WhenBusy = NonNullable<NonNullable<Parameters<Conversation["send"]>[1]>["whenBusy"]>;

/** What a message does to the turn that is open. */
export interface BusyChoice {
  readonly value: WhenBusy;
  readonly title: string;
  readonly line: string;
}

/** The choices while a turn is open, the gentlest first. */
export const busyChoices: readonly BusyChoice[] = [
  { value: "ENQUEUE", title: "Wait", line: "It is answered when the running turn has ended." },
  { value: "STEER", title: "Steer", line: "The running turn reads it with its next tool results." },
  {
    value: "INTERRUPT",
    title: "Interrupt",
    line: "The running turn is cancelled and keeps what it wrote; this comes next.",
  },
  {
    value: "ROLLBACK",
    title: "Roll back",
    line: "The running turn is discarded with what it wrote; this comes next.",
  },
];
