import { useParams } from "wouter";
import { ResearchListScreen } from "./list/research-list.tsx";
import { RunScreen } from "./run/run-screen.tsx";

/** The screen Research: the runs, or the one that the address names. */
export function ResearchScreen() {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <ResearchListScreen /> : <RunScreen key={id} id={id} />;
}
