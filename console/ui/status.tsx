import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";
import css from "./status.module.css";

/** How a state is shown: always an icon with a word, so that no colour is needed. */
interface Look {
  readonly icon: IconName;
  readonly word: string;
  readonly tone: "good" | "bad" | "busy" | "wait" | "calm";
}

const looks: Readonly<Record<string, Look>> = {
  QUEUED: { icon: "clock", word: "queued", tone: "calm" },
  RUNNING: { icon: "play", word: "running", tone: "busy" },
  WAITING: { icon: "clock", word: "waiting", tone: "wait" },
  COMPLETED: { icon: "check", word: "completed", tone: "good" },
  FAILED: { icon: "cross", word: "failed", tone: "bad" },
  CANCELLED: { icon: "stop", word: "cancelled", tone: "calm" },
  DISCARDED: { icon: "dash", word: "discarded", tone: "calm" },
  PENDING: { icon: "hand", word: "pending", tone: "wait" },
  APPROVED: { icon: "check", word: "approved", tone: "good" },
  REJECTED: { icon: "cross", word: "rejected", tone: "bad" },
  WITHDRAWN: { icon: "dash", word: "withdrawn", tone: "calm" },
  IDLE: { icon: "dash", word: "idle", tone: "calm" },
  CLOSED: { icon: "stop", word: "closed", tone: "calm" },
  VERIFIED: { icon: "check", word: "verified", tone: "good" },
  NOT_VERIFIED: { icon: "warn", word: "not verified", tone: "wait" },
  EMULATED: { icon: "warn", word: "emulated", tone: "wait" },
  SAMPLE_DATA: { icon: "warn", word: "sample data", tone: "wait" },
  SKIPPED_OVERLAP: { icon: "dash", word: "skipped", tone: "calm" },
  MISSED: { icon: "warn", word: "missed", tone: "bad" },
  REFUSED: { icon: "cross", word: "refused", tone: "bad" },
  STARTED: { icon: "play", word: "running", tone: "busy" },
  PAUSED: { icon: "stop", word: "paused", tone: "wait" },
  ARMED: { icon: "check", word: "armed", tone: "good" },
  UNARMED: { icon: "clock", word: "not armed yet", tone: "wait" },
  UP: { icon: "check", word: "up", tone: "good" },
  DOWN: { icon: "cross", word: "down", tone: "bad" },
};

/** A status, verdict or state as icon and word. A value that this version does not know is shown as it is. */
export function Status({ value, word }: { value: string; word?: string }) {
  const look = looks[value] ?? { icon: "dots", word: value.toLowerCase(), tone: "calm" } as const;
  return (
    <span data-status={value} className={classes(css["status"], css[look.tone])}>
      <Icon name={look.icon} />
      {word ?? look.word}
    </span>
  );
}
