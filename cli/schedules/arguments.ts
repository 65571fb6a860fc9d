import { isId } from "../../protocol/ids.ts";
import type { Arguments, CommandSpec } from "../command/command.ts";
import { serverOption } from "../graphql-address.ts";

/** What `tramontane schedules` is to do. */
export type ScheduleTask =
  | { task: "list" }
  | { task: "pause"; id: string; reason: string }
  | { task: "resume" | "run"; id: string };

const options = {
  reason: { type: "text", example: "holidays", description: "pause: why" },
  url: serverOption,
  json: { type: "flag", description: "list: one JSON object per line" },
} as const;

/** The arguments of `tramontane schedules`. */
export const schedulesArguments: CommandSpec<typeof options> = {
  name: "schedules",
  summary: "Lists schedules with their next firing, pauses or resumes one, or fires one now",
  words: "list|pause|resume|run [id]",
  maxWords: 2,
  options,
  notes: "TRAMONTANE_TOKEN is the credential of an API that needs one.",
  check: (given) => readTask(given).faults,
};

/** The task of checked arguments. */
export function scheduleTask(given: Arguments<typeof options>): ScheduleTask {
  const { task } = readTask(given);
  if (task === null) throw new TypeError("the arguments are not checked");
  return task;
}

function readTask({ words: [task, id = ""], values }: Arguments<typeof options>) {
  if (task === "list") return { task: { task } as ScheduleTask, faults: [] };
  if (task !== "pause" && task !== "resume" && task !== "run") {
    return { task: null, faults: ["say list, pause <id>, resume <id> or run <id>"] };
  }
  const faults = [
    ...(isId("schedule", id) ? [] : [`${task} needs the id of a schedule, as list prints it`]),
    ...(task === "pause" && !values.reason ? ["pause needs --reason"] : []),
  ];
  if (faults.length > 0) return { task: null, faults };
  const read: ScheduleTask = task === "pause"
    ? { task, id, reason: values.reason ?? "" }
    : { task, id };
  return { task: read, faults };
}
