import { InvalidRequest } from "../errors.ts";

/** An agent and the version that is asked for; null: the one that new conversations get. */
export interface ModelRef {
  agent: string;
  version: { number: number } | { alias: string } | null;
}

/** Reads `agent`, `agent@3` or `agent@alias`. */
export function parseModel(model: string): ModelRef {
  const at = model.lastIndexOf("@");
  if (at <= 0) return { agent: model, version: null };
  const [agent, version] = [model.slice(0, at), model.slice(at + 1)];
  const isNumber = /^[1-9]\d{0,8}$/.test(version);
  return { agent, version: isNumber ? { number: Number(version) } : { alias: version } };
}

/** The model of a conversation, with the version that it is pinned to. */
export const modelOf = (
  { number, agent }: { number: number; agent: { name: string } },
): string => `${agent.name}@${number}`;

/** A conversation keeps its agent and version; an alias is not looked up again. */
export function checkModel(asked: string | null | undefined, pinned: string): void {
  if (!asked) return;
  const { agent, version } = parseModel(asked);
  const same = agent === parseModel(pinned).agent &&
    !(version && "number" in version && asked !== pinned);
  if (same) return;
  const message =
    `The conversation is pinned to '${pinned}'. Leave the model out, or start a new one.`;
  throw new InvalidRequest(message, "model");
}
