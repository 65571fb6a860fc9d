import { acrossTenants } from "./row-level-security/across-tenants.ts";
import { policies } from "./row-level-security/policies.ts";
import { shownEntries } from "./row-level-security/shown-entries.ts";
import { tenantColumns } from "./row-level-security/tenant-columns.ts";
import { turnFunctions } from "./row-level-security/turn-functions.ts";

/**
 * Row level security: PostgreSQL shows a transaction the rows of the tenant that it names, and no others. Processes of
 * earlier releases name none and see nothing. Applied last: it protects the tables of the migrations before it.
 */
export const rowLevelSecurity = [
  tenantColumns,
  turnFunctions,
  shownEntries,
  acrossTenants,
  policies,
]
  .join("\n");
