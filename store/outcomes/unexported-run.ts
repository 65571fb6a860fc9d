import type { FailureCode, Status } from "../../protocol/status.ts";
import type { Sql } from "../database/sql.ts";

/** A research run that has ended and whose span is to be exported. */
export interface EndedRun {
  id: string;
  status: Status;
  traceparent: string;
  createdAt: Date;
  endedAt: Date;
  failure: FailureCode | null;
}

/** Claims an ended run for the export of its span: returned at most once, and only if it is traced. */
export async function claimUnexportedRun(sql: Sql, id: string): Promise<EndedRun | null> {
  const [run] = await sql<EndedRun[]>`
    update research_runs set span_exported = true
    where id = ${id} and traceparent is not null and not span_exported and ended_at is not null
    returning id, status, traceparent, created_at, ended_at, failure->>'code' as failure`;
  return run ?? null;
}
