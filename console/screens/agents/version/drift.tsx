import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/page.tsx";
import { Changes } from "../compare/changes.tsx";
import type { VersionSpecFragment } from "./version.generated.ts";

/** How the servers differ from what the version was registered with, and what that means. */
export function Drift({ version }: { version: VersionSpecFragment }) {
  const { drift, tools } = version;
  if (drift === null) {
    // Null without tools, too, where the viewer may not read the specification.
    if (tools === null) return null;
    return <Notice>A server does not answer, so it is not known whether its tools changed.</Notice>;
  }
  if (drift.length === 0) return null;
  return (
    <Section title="Drift">
      <p>
        Tools or prompts changed at their servers since this version was registered. The model still
        sees what was registered, while calls reach the changed tools. Register the agent again to
        make a version with what the servers have now.
      </p>
      <Changes changes={drift} />
    </Section>
  );
}
