import { approvalsArguments, approvalTask } from "../approvals/arguments.ts";
import { defineCommand } from "../command/define-command.ts";

/** `tramontane approvals`. */
export const approvals = defineCommand({
  ...approvalsArguments,
  async run(given) {
    const { runApprovalTask } = await import("../approvals/approvals.ts");
    const { atServer } = await import("../at-server.ts");
    const { json = false } = given.values;
    const print = console.log;
    await atServer(
      given.values.url,
      (url) => runApprovalTask(url, approvalTask(given), { json, print }),
    );
    return 0;
  },
});
