import { type Env, field, optional } from "../protocol/config/field.ts";
import { oneOf, text } from "../protocol/config/kinds.ts";
import { type Fault, readFields } from "../protocol/config/read-config.ts";
import { levels, type LogOptions } from "./log.ts";

/** The variables of a process's log. */
export const logFields = {
  logLevel: field("LOG_LEVEL", oneOf(...levels), {
    default: "info",
    about: "lowest level that is logged: `debug`, `info`, `warn` or `error`",
  }),
  logFormat: optional("LOG_FORMAT", oneOf("json", "pretty"), {
    about: "`json` or `pretty`",
    unset: "`pretty` on a terminal, else `json`",
  }),
  noColor: optional("NO_COLOR", text("any text"), { about: "any text turns colours off" }),
};

/** How a process logs. Each fault is reported to `fault`, and the default applies. */
export function readLogOptions(
  env: Env,
  onTerminal: boolean,
  fault: Fault = () => {},
): Required<Pick<LogOptions, "level" | "format" | "color">> {
  const { logLevel, logFormat, noColor } = readFields(logFields, env, fault);
  return {
    level: logLevel,
    format: logFormat ?? (onTerminal ? "pretty" : "json"),
    color: onTerminal && noColor === null,
  };
}
