import { defineCommand } from "../command/define-command.ts";

/** `tramontane doctor`. */
export const doctor = defineCommand({
  name: "doctor",
  summary: "Checks what a start needs on this machine, one line each with its fix",
  options: {},
  notes: "Exit code 1 when something prevents a start.",
  async run() {
    const { findingLines } = await import("../doctor/finding.ts");
    const { examineHere } = await import("../doctor/examine.ts");
    const { standardOutput } = await import("../terminal/terminal.ts");
    const { findings } = await examineHere();
    const terminal = standardOutput();
    terminal.print(findingLines(terminal.style, findings).join("\n"));
    return findings.some(({ state }) => state === "bad") ? 1 : 0;
  },
});
