import { type Level, levels, type LogOptions } from "./log.ts";

/** The variables of a process's log. */
export const logVariables = ["LOG_LEVEL", "LOG_FORMAT", "NO_COLOR"] as const;

/**
 * How a process logs: from `LOG_LEVEL` on, `info` when left out; as `LOG_FORMAT` says, `json` or `pretty`, else for
 * people on a terminal and as JSON anywhere else. What is wrong is told to `fault`, and the default taken.
 */
export function readLogOptions(
  env: Readonly<Record<string, string | undefined>>,
  onTerminal: boolean,
  fault: (text: string) => void = () => {},
): Required<Pick<LogOptions, "level" | "format" | "color">> {
  const level = levels.find((l) => l === (env.LOG_LEVEL || "info"));
  if (!level) fault(`LOG_LEVEL is ${env.LOG_LEVEL}; give one of ${levels.join(", ")}`);
  const format = env.LOG_FORMAT || (onTerminal ? "pretty" : "json");
  if (format !== "json" && format !== "pretty") {
    fault(`LOG_FORMAT is ${env.LOG_FORMAT}; give json or pretty`);
  }
  return {
    level: level ?? "info" satisfies Level,
    format: format === "pretty" ? "pretty" : "json",
    color: onTerminal && !env.NO_COLOR,
  };
}
