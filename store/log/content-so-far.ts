import type { Tx } from "../database/sql.ts";

/** In an update of entries that ends them: their content, or the text of their drafts, which are deleted with the end. */
export const contentSoFar = (tx: Tx) =>
  tx`case when kind = 'message' and status = 'RUNNING' then coalesce(drafted_content(id), content) else content end`;
