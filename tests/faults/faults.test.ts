// Tests on one stack that stop its processes, see faults-stack.ts. A restart of the whole stack comes before what restores
// folders.
import "../operations/temporal-ui.ts";
import "./restarts.ts";
import "../engine/restore.ts";
