import { defineCommand } from "../command/define-command.ts";

/** `tramontane status`. */
export const status = defineCommand({
  name: "status",
  summary: "Shows which processes run, where, and whether they are ready",
  options: {},
  notes: "Exit code: 0 when all are ready, 1 when one is not, 3 when nothing runs.",
  async run() {
    const { showStatus } = await import("../status/show-status.ts");
    return await showStatus();
  },
});
