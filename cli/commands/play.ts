// `deno task play <file> [--speed 4] [--most-wait MS] [--json]`: shows a recorded stream at the pace at which it came.
import { play } from "../../clients/typescript/mod.ts";
import { requireOptions } from "../options/known-arguments.ts";
import type { RecordedEvent } from "../recording/document.ts";
import { eventLine } from "../recording/event-line.ts";
import { taskCommand } from "../task-command.ts";

const { values, positionals: [file] } = requireOptions(
  taskCommand("play <file> [--speed 4] [--most-wait MS] [--json]"),
  {
    allowPositionals: true,
    options: {
      speed: { type: "string", default: "1" },
      "most-wait": { type: "string", default: "Infinity" },
      json: { type: "boolean", default: false },
    },
  },
  ["speed"],
);
if (!file) {
  console.error(`which file? \`${taskCommand("play <file> [--speed 4]")}\``);
  Deno.exit(2);
}
try {
  const options = { speed: Number(values.speed), maxWaitMs: Number(values["most-wait"]) };
  const events = play<RecordedEvent>(await Deno.readTextFile(file), options);
  for await (const event of events) {
    console.log(values.json ? JSON.stringify(event) : eventLine(event));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}
