import { repositoryRoot } from "../../cli/stack/paths.ts";

/** Where output and reports of the gate are. */
export const gateFolder = `${repositoryRoot}/.tramontane/test`;
