import type { Db } from "../database/sql.ts";

// Fragments of queries over a call `c` and its conversation `o`.

/** True where the tool needs an approver who sent none of the turn's messages. */
export const needsOther = (db: Db) =>
  db`(exists (select from mcp_servers m where m.name = c.server and m.separate_approver && array['*', c.name]
      and not exists (select from tenant_overrides w where w.tenant = c.tenant and w.own_servers))
    or exists (select from tenant_mcp_servers m where m.tenant = c.tenant and m.name = c.server
      and m.separate_approver && array['*', c.name]))`;

/** Subjects of the principals that sent the turn's messages, started its research run, or asked a schedule for either. */
export const sendersOfTurn = (db: Db) =>
  db`array(select t.sent_by from turns t where t.id = c.turn_id and t.sent_by is not null
    union select m.sent_by from entries m where m.turn_id = c.turn_id and m.sent_by is not null
    union select r.owner from research_runs r where r.id = o.research_id and r.owner is not null
    union select f.requested_by from firings f where f.turn_id = c.turn_id and f.requested_by is not null
    union select f.requested_by from firings f where f.research_id = o.research_id and f.requested_by is not null)`;
