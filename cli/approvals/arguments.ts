import { isId } from "../../protocol/ids.ts";
import type { Arguments, CommandSpec } from "../command/command.ts";
import { serverOption } from "../graphql-address.ts";

/** What `tramontane approvals` is to do. */
export type ApprovalTask =
  | { task: "list" }
  | { task: "approve"; id: string; reason: string | null }
  | { task: "reject"; id: string; reason: string };

const options = {
  reason: {
    type: "text",
    example: "too many shares",
    description: "reject: why, which the model receives; approve: why",
  },
  url: serverOption,
  json: { type: "flag", description: "list: one JSON object per line" },
} as const;

/** The arguments of `tramontane approvals`. */
export const approvalsArguments: CommandSpec<typeof options> = {
  name: "approvals",
  summary: "Lists tool calls that wait for a decision, approves or rejects one",
  words: "list|approve|reject [id]",
  maxWords: 2,
  options,
  notes: "TRAMONTANE_TOKEN is the credential of an API that needs one.",
  check: (given) => readTask(given).faults,
};

/** The task of checked arguments. */
export function approvalTask(given: Arguments<typeof options>): ApprovalTask {
  const { task } = readTask(given);
  if (task === null) throw new TypeError("the arguments are not checked");
  return task;
}

function readTask({ words: [task = "list", id = ""], values }: Arguments<typeof options>) {
  if (task === "list") return { task: { task } as ApprovalTask, faults: [] };
  if (task !== "approve" && task !== "reject") {
    return { task: null, faults: ["say list, approve <id> or reject <id>"] };
  }
  const faults = [
    ...(isId("approval", id) ? [] : [`${task} needs the id of an approval, as list prints it`]),
    ...(task === "reject" && !values.reason ? ["reject needs --reason"] : []),
  ];
  if (faults.length > 0) return { task: null, faults };
  const read: ApprovalTask = task === "approve"
    ? { task, id, reason: values.reason ?? null }
    : { task, id, reason: values.reason ?? "" };
  return { task: read, faults };
}
