import type { IconName } from "../ui/icon.tsx";

/** A section of the console, as the rail shows it. */
export interface Section {
  readonly path: string;
  readonly title: string;
  readonly icon: IconName;
  /** The key that opens it after `g`. */
  readonly key: string;
  /** Scopes without which the section is not shown. */
  readonly scopes: readonly string[];
}

/** The sections, in the order of the rail. */
export const sections: readonly Section[] = [
  {
    path: "/conversations",
    title: "Conversations",
    icon: "chat",
    key: "c",
    scopes: ["conversations:read"],
  },
  { path: "/approvals", title: "Approvals", icon: "hand", key: "a", scopes: ["approvals:read"] },
  { path: "/research", title: "Research", icon: "chart", key: "r", scopes: ["research:read"] },
  {
    path: "/schedules",
    title: "Schedules",
    icon: "clock",
    key: "d",
    scopes: ["schedules:read"],
  },
  { path: "/agents", title: "Agents", icon: "agent", key: "g", scopes: ["agents:read"] },
  { path: "/tools", title: "Tools", icon: "wrench", key: "t", scopes: ["servers:read"] },
  { path: "/webhooks", title: "Webhooks", icon: "link", key: "w", scopes: ["webhooks:read"] },
  { path: "/usage", title: "Usage", icon: "coin", key: "u", scopes: ["usage:read"] },
  { path: "/system", title: "System", icon: "pulse", key: "s", scopes: [] },
];
