import { Buffer } from "node:buffer";
import * as fs from "node:fs";

/** An append-only file of JSON lines. A write survives the process when it returns, but not the machine: no fsync. */
export type Journal = { write(record: unknown): void; close(): void };

/** The owner of a journal. `snapshot` returns records that restore the current state. */
export type JournalOwner = { load(record: unknown): void; snapshot(): Iterable<unknown> };

function readLines(path: string, load: (record: unknown) => void): number {
  if (!fs.existsSync(path)) return 0;
  const bytes = fs.readFileSync(path);
  let start = 0;
  let count = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    load(JSON.parse(bytes.toString("utf8", start, end)));
    start = end + 1;
    count++;
  }
  // A killed writer leaves at most one incomplete line, the last one.
  if (start < bytes.length) fs.truncateSync(path, start);
  return count;
}

/**
 * Opens the journal at `path`, loads all records, and compacts the file whenever more than half of it is obsolete.
 * Throws if a line other than the last is malformed.
 */
export function openJournal(path: string, owner: JournalOwner): Journal {
  let lines = readLines(path, owner.load);
  let fd = fs.openSync(path, "a", 0o600);
  let compactAt = Math.max(50_000, lines * 2);
  const compact = () => {
    const live = [...owner.snapshot()].map((record) => JSON.stringify(record) + "\n");
    fs.writeFileSync(`${path}.new`, live.join(""), { mode: 0o600 });
    fs.renameSync(`${path}.new`, path);
    fs.closeSync(fd);
    fd = fs.openSync(path, "a", 0o600);
    lines = live.length;
    compactAt = Math.max(50_000, lines * 2);
  };
  if (lines > 1_000) compact();
  return {
    write(record) {
      fs.writeSync(fd, Buffer.from(JSON.stringify(record) + "\n"));
      if (++lines >= compactAt) compact();
    },
    close: () => fs.closeSync(fd),
  };
}
