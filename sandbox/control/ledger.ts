import { openJournal } from "../state/journal.ts";
import type { Json } from "../model/types.ts";

/** How far the model ran for a request. A provider bills `full` runs. */
export type RunExtent = "no" | "running" | "partial" | "full";

/** A request. `seq` is the number of its last change; times are ISO 8601. Contains hashes and ids, no content. */
export type LedgerRecord = {
  seq: number;
  id: number;
  operation: string;
  /** The account of its key; left out: that of keys without a colon, or the key was refused. */
  account?: string;
  conversation?: string;
  /** The conversation at the start of the line of restarts. */
  root?: string;
  agent?: string;
  model?: string;
  inputHash?: string;
  metadata?: Json;
  status?: number;
  startedAt: string;
  firstFrameAt?: string;
  finishedAt?: string;
  ran: RunExtent;
  paid: boolean;
  stored: boolean;
  promptTokens?: number;
  completionTokens?: number;
  cut: boolean;
  fault?: string;
  /** The sandbox stopped before this request ended. */
  lost?: boolean;
};

/** Totals of all requests since the state folder was created or the ledger cleared. */
export type Counts = {
  requests: Record<string, number>;
  statuses: Record<string, number>;
  modelRuns: number;
  paidTwice: number;
  cut: number;
  promptTokens: number;
  completionTokens: number;
};

/** Records requests on disk. The newest 10,000 can be read; the counts include all. */
export type Ledger = {
  begin(operation: string): LedgerRecord;
  update(record: LedgerRecord, change: Partial<LedgerRecord>): void;
  /** Records whose last change is newer than `since`, in the order of their changes. */
  since(seq: number): LedgerRecord[];
  counts(): Counts;
  /** Resolves at the next change. */
  changed(): Promise<void>;
  clear(): void;
  close(): void;
};

const kept = 10_000;
const keptKeys = 100_000;
const none = (): Counts => ({
  requests: {},
  statuses: {},
  modelRuns: 0,
  paidTwice: 0,
  cut: 0,
  promptTokens: 0,
  completionTokens: 0,
});

/** Runs with the same key are paid twice: the same inputs in one line of restarts, or the same start. */
export function paymentKey(record: LedgerRecord): string {
  const start = record.operation === "conversations.start";
  const scope = start
    ? [record.agent, record.model, JSON.stringify(record.metadata ?? {})]
    : [record.root];
  return [...scope, record.inputHash].join("|");
}

function add(counts: Counts, record: LedgerRecord, paidBefore: ReadonlySet<string>): void {
  counts.requests[record.operation] = (counts.requests[record.operation] ?? 0) + 1;
  const status = String(record.status ?? "none");
  counts.statuses[status] = (counts.statuses[status] ?? 0) + 1;
  if (record.cut) counts.cut++;
  if (!record.paid) return;
  counts.modelRuns++;
  if (paidBefore.has(paymentKey(record))) counts.paidTwice++;
  counts.promptTokens += record.promptTokens ?? 0;
  counts.completionTokens += record.completionTokens ?? 0;
}

/** A line of the file. The counts of the snapshot include `counted` records already. */
type Saved = {
  record?: LedgerRecord;
  counted?: boolean;
  counts?: Counts;
  keys?: string[];
  clear?: true;
};

/** Opens the ledger at `path` and marks requests lost that were open when the last process ended. */
export function openLedger(path: string): Ledger {
  const records = new Map<number, LedgerRecord>();
  const paid = new Set<string>();
  let counts = none();
  let seq = 0;
  let waiting: (() => void)[] = [];
  const close = (record: LedgerRecord) => {
    add(counts, record, paid);
    if (record.paid) paid.add(paymentKey(record));
    const oldest = paid.size > keptKeys ? paid.values().next().value : undefined;
    if (oldest !== undefined) paid.delete(oldest);
  };
  const keep = (record: LedgerRecord) => {
    // Deleting first moves the record to the end: the map stays in the order of changes.
    records.delete(record.id);
    records.set(record.id, record);
    const oldest = records.size > kept ? records.keys().next().value : undefined;
    if (oldest !== undefined) records.delete(oldest);
  };
  const clear = () => {
    records.clear();
    paid.clear();
    counts = none();
  };
  const journal = openJournal(path, {
    load(line) {
      const saved = line as Saved;
      if (saved.clear) clear();
      if (saved.counts) counts = saved.counts;
      for (const key of saved.keys ?? []) paid.add(key);
      if (!saved.record) return;
      const known = records.get(saved.record.id);
      seq = Math.max(seq, saved.record.seq, saved.record.id);
      keep(saved.record);
      if (saved.record.finishedAt && !known?.finishedAt && !saved.counted) close(saved.record);
    },
    snapshot: () => [
      { counts, keys: [...paid] },
      ...[...records.values()].map((record) => ({
        record,
        counted: record.finishedAt !== undefined,
      })),
    ],
  });
  const save = (record: LedgerRecord, durable: boolean) => {
    record.seq = ++seq;
    keep(record);
    if (durable) journal.write({ record });
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  const ledger: Ledger = {
    begin(operation) {
      const startedAt = new Date().toISOString();
      const id = seq + 1;
      const record: LedgerRecord = {
        seq,
        id,
        operation,
        startedAt,
        ran: "no",
        paid: false,
        stored: false,
        cut: false,
      };
      save(record, false);
      return record;
    },
    update(record, change) {
      const ends = change.finishedAt && !record.finishedAt;
      Object.assign(record, change);
      if (ends) close(record);
      // Model runs must survive a kill; intermediate changes may be lost.
      save(record, change.ran !== undefined || change.finishedAt !== undefined);
    },
    since: (after) => [...records.values()].filter((record) => record.seq > after),
    counts: () => structuredClone(counts),
    changed: () => new Promise((resolve) => waiting.push(resolve)),
    clear() {
      clear();
      journal.write({ clear: true });
    },
    close: journal.close,
  };
  for (const record of [...records.values()].filter((one) => !one.finishedAt)) {
    ledger.update(record, { lost: true, finishedAt: new Date().toISOString() });
  }
  return ledger;
}
