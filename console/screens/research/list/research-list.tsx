import { useParameter } from "../../../app/address.ts";
import { useCan } from "../../../api/viewer.tsx";
import { Select } from "../../../ui/field.tsx";
import { Page, Section } from "../../../ui/page.tsx";
import { QuestionBox } from "./question-box.tsx";
import { RunPages } from "./run-pages.tsx";
import { statuses, statusIn } from "./statuses.ts";

/** The question box, and the runs, the newest first. */
export function ResearchListScreen() {
  const [given, setStatus] = useParameter("status");
  const can = useCan();
  const status = statusIn(given);
  return (
    <Page title="Research">
      {can("research:write") && (
        <Section title="Ask a question">
          <QuestionBox />
        </Section>
      )}
      <Section
        title="Runs"
        actions={
          <Select
            label="Status of the runs"
            isLabelHidden
            value={status ?? ""}
            onChange={(event) => setStatus(event.currentTarget.value)}
          >
            <option value="">All runs</option>
            {statuses.map(({ value, words }) => <option key={value} value={value}>{words}</option>)}
          </Select>
        }
      >
        <RunPages key={status ?? ""} status={status} />
      </Section>
    </Page>
  );
}
