import { defineCommand } from "../command/define-command.ts";

/** `tramontane logs`. */
export const logs = defineCommand({
  name: "logs",
  summary: "Prints the logs of the processes, oldest line first; JSON lines in a pipe",
  words: "[process...]",
  options: {
    follow: { type: "flag", short: "f", description: "print new lines until Ctrl-C" },
    lines: {
      type: "integer",
      short: "n",
      example: "50",
      min: 1,
      default: 50,
      description: "lines of each process",
    },
  },
  async run({ values, words }) {
    const { printLogs } = await import("../logs/print-logs.ts");
    return await printLogs(words, values);
  },
});
