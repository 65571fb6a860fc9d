import { Json } from "../../../ui/json.tsx";
import { Section } from "../../../ui/page.tsx";
import type { VersionSpecFragment } from "./version.generated.ts";
import css from "./version.module.css";

/** The long parts of a specification: instructions, output schema, guardrails. */
export function SpecParts({ version }: { version: VersionSpecFragment }) {
  const { instructions, prompt, outputSchema, guardrails } = version;
  return (
    <>
      {instructions !== null && (
        <Section title="Instructions">
          {prompt && (
            <p>
              From the prompt <code>{prompt.server}.{prompt.name}</code>.
            </p>
          )}
          <pre className={css["text"]} tabIndex={0} role="region" aria-label="Instructions">
            {instructions}
          </pre>
        </Section>
      )}
      {outputSchema !== null && (
        <Section title="Output">
          <Json value={outputSchema} label="JSON Schema of the output" />
        </Section>
      )}
      {guardrails !== null && (
        <Section title="Guardrails">
          <Json value={guardrails} label="Guardrails" />
        </Section>
      )}
    </>
  );
}
