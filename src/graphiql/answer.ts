// These functions run in the browser too: each may call only those that page.ts includes.

/** One line of the answer panel. */
export interface AnswerLine {
  /** Id of the entry, approval, step or turn of this line. */
  id: string;
  /** `user`, `agent`, the name of a tool, `retry` or `turn`; empty while only a delta is known of it. */
  who: string;
  /** Text of each part; thinking and parts without text are empty. */
  parts: readonly string[];
  /** The arguments of `decideApproval`; only on the line of a pending approval. */
  approval?: { id: string; argumentsHash: string };
}

/** The fields of an event that the page selects. */
export interface SeenEvent {
  __typename?: string;
  status?: string;
  nodeId?: string;
  part?: number;
  kind?: string;
  offset?: number;
  text?: string;
  entryId?: string;
  entry?: SeenEntry | null;
  approvalId?: string;
  verdict?: string;
  approval?: SeenApproval | null;
  stepId?: string;
  retryAt?: string | null;
  failure?: { code?: string; message?: string } | null;
  turnId?: string;
  turn?: { failure?: { code?: string; message?: string } | null } | null;
}

interface SeenEntry {
  role?: string;
  text?: string;
  name?: string;
  arguments?: unknown;
  result?: string | null;
}

interface SeenApproval {
  argumentsHash: string;
  proposedArguments?: unknown;
  expiresAt?: string;
  toolCall?: { name?: string } | null;
}

/**
 * The lines after one more event: deltas are added at their offset, complete entries replace them, finished waits are
 * removed.
 */
export function showEvent(lines: readonly AnswerLine[], event: SeenEvent): AnswerLine[] {
  if (event.__typename === "TextDelta") return showDelta(lines, event);
  if (event.__typename === "EntryChanged") return showEntry(lines, event);
  if (event.__typename === "ApprovalChanged") return showApproval(lines, event);
  if (event.__typename === "StepChanged") return showRetry(lines, event);
  if (event.__typename === "TurnChanged") return showTurn(lines, event);
  return [...lines];
}

/** The text of a line, as the panel shows it. */
export function textOfLine({ parts }: AnswerLine): string {
  return parts.filter((part) => part !== "").join("\n");
}

/** Replaces the line with the same id, or adds it after all others. */
export function putLine(lines: readonly AnswerLine[], line: AnswerLine): AnswerLine[] {
  const known = lines.some(({ id }) => id === line.id);
  return known ? lines.map((old) => old.id === line.id ? line : old) : [...lines, line];
}

/** Adds text at its offset to its part of its line. */
export function showDelta(lines: readonly AnswerLine[], event: SeenEvent): AnswerLine[] {
  const { nodeId: id, part = 0, kind, offset = 0, text = "" } = event;
  if (!id || kind === "THINKING") return [...lines];
  const before = lines.find((line) => line.id === id);
  const parts = [...before?.parts ?? []];
  while (parts.length <= part) parts.push("");
  parts[part] = parts[part]!.slice(0, offset) + text;
  return putLine(lines, { id, who: before?.who ?? "", parts });
}

/** Shows the current state of an entry in place of its deltas. */
export function showEntry(lines: readonly AnswerLine[], event: SeenEvent): AnswerLine[] {
  const { entryId: id, entry, status } = event;
  if (!id) return [...lines];
  if (status === "DISCARDED") return lines.filter((line) => line.id !== id);
  if (!entry) return [...lines];
  const who = entry.role?.toLowerCase() ?? entry.name ?? "";
  const asked = entry.arguments == null ? [] : [JSON.stringify(entry.arguments)];
  const result = entry.result ?? "";
  const gave = result.length > 300 ? `${result.slice(0, 300)}...` : result;
  const whole = entry.text ? [entry.text] : [...asked, ...gave ? [gave] : []];
  const written = lines.find((line) => line.id === id)?.parts ?? [];
  const parts = whole.length > 0 ? whole : written;
  const cut = status === "CANCELLED" ? ["(cut short)"] : [];
  return putLine(lines, { id, who, parts: [...parts, ...cut] });
}

/** While an approval is pending, its line says which tool waits, with which arguments, and how to decide. */
export function showApproval(lines: readonly AnswerLine[], event: SeenEvent): AnswerLine[] {
  const { approvalId: id, approval, verdict } = event;
  if (!id) return [...lines];
  if (verdict !== "PENDING") return lines.filter((line) => line.id !== id);
  if (!approval) return [...lines];
  const tool = approval.toolCall?.name ?? "a tool";
  const until = approval.expiresAt ? `, until ${approval.expiresAt}` : "";
  return putLine(lines, {
    id,
    who: tool,
    parts: [
      `waits for your approval${until}: ${JSON.stringify(approval.proposedArguments)}`,
      `To decide, run the tab "Approve". To reject, put reject: { reason: "..." } in place of approve: { ... }.`,
    ],
    approval: { id, argumentsHash: approval.argumentsHash },
  });
}

/** Shows a failed attempt until the step continues. */
export function showRetry(lines: readonly AnswerLine[], event: SeenEvent): AnswerLine[] {
  const { stepId, failure, retryAt } = event;
  if (!stepId) return [...lines];
  const id = `retry ${stepId}`;
  if (!failure || !retryAt) return lines.filter((line) => line.id !== id);
  const text = `${failure.code}: ${failure.message} The next attempt begins at ${retryAt}.`;
  return putLine(lines, { id, who: "retry", parts: [text] });
}

/** Shows a failed turn, with its code and message; other turns change no line. */
export function showTurn(lines: readonly AnswerLine[], event: SeenEvent): AnswerLine[] {
  const { turnId: id, status, turn } = event;
  if (!id || status !== "FAILED") return [...lines];
  const { code = "FAILED", message = "The turn failed." } = turn?.failure ?? {};
  return putLine(lines, { id, who: "turn", parts: [`failed with ${code}: ${message}`] });
}
