import { links, parameters } from "../../../app/links.ts";

/** The page of an agent that shows the specification of a version. */
export const versionLink = (agent: string, version: number): string =>
  links.agent(agent) + parameters({ view: "version", version });

/** The page of an agent that compares two versions. */
export const compareLink = (agent: string, from: number, to: number): string =>
  links.agent(agent) + parameters({ view: "compare", from, to });

/** The conversations of a version. */
export const conversationsLink = (agent: string, version: number): string =>
  links.conversations + parameters({ agent, version });
