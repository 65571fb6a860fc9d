import type { Source } from "@tramontane/client";
import type { Scope } from "../../../../protocol/auth/scopes.ts";
import { count } from "../../../ui/format.ts";
import { cancelTurns, changeLabels, close, type LabelChange } from "./bulk-actions.ts";
import { BulkJob } from "./bulk-job.ts";
import type { NamedJob } from "./current-job.ts";
import { Transcripts } from "./export.ts";

/** What can be done with many conversations. */
export type Kind = "cancel" | "close" | "label" | "export";

/** The words of a kind, and the scope that it needs. */
export const kinds: Readonly<
  Record<Kind, { button: string; scope: Scope; title: (n: number) => string; note: string }>
> = {
  cancel: {
    button: "Cancel turns",
    scope: "conversations:cancel",
    title: (n) => `Cancel the open turns of ${conversations(n)}`,
    note: "Their model and tool calls are stopped; what was written is kept. Queued turns are " +
      "cancelled, too. Conversations without an open turn stay as they are.",
  },
  close: {
    button: "Close",
    scope: "conversations:close",
    title: (n) => `Close ${conversations(n)} for good`,
    note: "Their open turns are cancelled, and they accept no further message. This cannot be " +
      "undone. Their content is kept.",
  },
  label: {
    button: "Label",
    scope: "conversations:write",
    title: (n) => `Change the labels of ${conversations(n)}`,
    note: "Labels that are not named here stay as they are.",
  },
  export: {
    button: "Export",
    scope: "conversations:read",
    title: (n) => `Export ${conversations(n)}`,
    note: "The browser reads the transcripts and makes a file of JSON lines: one conversation " +
      "with all its entries in each line.",
  },
};

/** `1 conversation`, `1,234 conversations`. */
export const conversations = (n: number): string =>
  `${count(n)} ${n === 1 ? "conversation" : "conversations"}`;

/** The job that does it. A repetition of it has the same idempotency keys. */
export function jobOf(
  source: Source,
  kind: Kind,
  ids: readonly string[],
  change: LabelChange,
): NamedJob {
  const key = `console-${kind}-${crypto.randomUUID()}`;
  const title = kinds[kind].title(ids.length);
  if (kind === "export") {
    const transcripts = new Transcripts(source);
    const job = new BulkJob(ids, (id) => transcripts.add(id));
    return { job, title, file: () => transcripts.file(ids) };
  }
  const action = {
    cancel: () => cancelTurns(source, key),
    close: () => close(source, key),
    label: () => changeLabels(source, change),
  }[kind]();
  return { job: new BulkJob(ids, action), title, file: null };
}
