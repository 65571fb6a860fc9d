/** An instruction of the project's Dockerfiles. */
export type Instruction =
  | { kind: "WORKDIR"; path: string }
  | { kind: "COPY"; from: string | null; owner: string | null; sources: string[]; target: string }
  | { kind: "RUN"; command: string }
  | { kind: "ENV"; variables: Record<string, string> }
  | { kind: "USER"; user: string }
  | { kind: "ENTRYPOINT"; command: string[] }
  | { kind: "ABOUT" };

/** A stage, which starts with FROM. */
export interface Stage {
  base: string;
  /** Its name, or its number without one. */
  name: string;
  instructions: Instruction[];
}

/** Instructions without an effect on a running image. */
const about = ["LABEL", "EXPOSE", "STOPSIGNAL"];

/**
 * Parses the subset of the Dockerfile language that the images use, one instruction per line. Throws on everything else,
 * so that no instruction is silently ignored.
 */
export function parseDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  const lines = text.split("\n").map((line) => line.trim());
  for (const line of lines.filter((one) => one !== "" && !one.startsWith("#"))) {
    const [, word = "", rest = ""] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (word === "FROM") stages.push(parseFrom(rest, stages.length));
    else stages.at(-1)?.instructions.push(parseInstruction(word, rest, line));
  }
  return stages;
}

function parseFrom(rest: string, number: number): Stage {
  const [, base, name] = /^(\S+)(?: AS (\S+))?$/.exec(rest) ?? [];
  if (base === undefined) throw new Error(`FROM ${rest} is not understood`);
  return { base, name: name ?? String(number), instructions: [] };
}

function parseInstruction(word: string, rest: string, line: string): Instruction {
  if (rest.endsWith("\\")) throw new Error(`${line} goes on in the next line`);
  if (about.includes(word)) return { kind: "ABOUT" };
  switch (word) {
    case "WORKDIR":
      return { kind: "WORKDIR", path: rest };
    case "RUN":
      return { kind: "RUN", command: checkedCommand(rest) };
    case "ENV":
      return { kind: "ENV", variables: parseVariables(rest) };
    case "USER":
      return { kind: "USER", user: rest };
    case "ENTRYPOINT":
      return { kind: "ENTRYPOINT", command: JSON.parse(rest) };
    case "COPY":
      return parseCopy(rest);
  }
  throw new Error(`${line}: there is no ${word} in our Dockerfiles`);
}

/** A command that also runs outside of containers must not have absolute paths. */
function checkedCommand(command: string): string {
  if (/(^|[\s=])\//.test(command)) throw new Error(`RUN ${command} names an absolute path`);
  return command;
}

function parseVariables(rest: string): Record<string, string> {
  return Object.fromEntries(
    rest.split(/\s+/).map((one) => {
      const at = one.indexOf("=");
      if (at < 1) throw new Error(`ENV ${rest}: write NAME=value`);
      return [one.slice(0, at), one.slice(at + 1)];
    }),
  );
}

function parseCopy(rest: string): Instruction {
  const words = rest.split(/\s+/);
  const flag = (name: string) =>
    words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  const sources = words.filter((word) => !word.startsWith("--"));
  const target = sources.pop();
  if (target === undefined || sources.length === 0) throw new Error(`COPY ${rest} has no target`);
  return { kind: "COPY", from: flag("from"), owner: flag("chown"), sources, target };
}
