import { taskCommand } from "../task-command.ts";
import type { CommandSpec, Option } from "./command.ts";

type Usage = Pick<CommandSpec, "name" | "summary" | "words" | "options" | "notes">;

/** How a command is called, in one line. */
export function usageLine({ name, words, options }: Usage): string {
  const all = Object.entries(options).map((entry) => `[${written(...entry)}]`);
  return [taskCommand(name), ...(words === undefined ? [] : [words]), ...all].join(" ");
}

/** The lines of `--help`, from the option table. */
export function helpText(command: Usage): string {
  const rows = Object.entries(command.options).map(([name, option]) =>
    [
      `${option.short ? `-${option.short}, ` : ""}${written(name, option)}`,
      describe(option),
    ] as const
  );
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return [
    usageLine(command),
    "",
    `${command.summary}.`,
    ...(rows.length > 0 ? [""] : []),
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    ...(command.notes === undefined ? [] : ["", command.notes]),
  ].join("\n");
}

function written(name: string, option: Option): string {
  return option.type === "flag" ? `--${name}` : `--${name} ${option.example}`;
}

function describe(option: Option): string {
  const standard = option.type === "flag" ? undefined : option.default;
  return standard === undefined ? option.description : `${option.description}; default ${standard}`;
}
