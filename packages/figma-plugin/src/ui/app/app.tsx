import { useEffect } from "preact/hooks";
import { ResumeView } from "../journal/resume-view.tsx";
import { Announcer } from "../parts/announcer.tsx";
import { Troubles } from "../parts/troubles.tsx";
import { RunView } from "../run/run-view.tsx";
import { SettingsView } from "../settings/settings-view.tsx";
import { TaskView } from "../task/task-view.tsx";
import { Nav } from "./nav.tsx";
import { useServices, useWords } from "./services.ts";
import { type Store, useStore } from "./store.ts";

/** The whole window. */
export function App({ said }: { said: Store<string> }) {
  const services = useServices();
  const screen = useStore(services.screen);
  const trouble = useStore(services.trouble);
  const { t, language } = useWords();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <>
      {screen.at !== "run" && <Nav />}
      {trouble && (
        <div class="alert" role="alert">
          <Troubles troubles={[trouble]} t={t} onRemedy={() => services.screen.set({ at: "settings" })} />
        </div>
      )}
      {screen.at === "task" && <TaskView key={screen.task} task={screen.task} />}
      {screen.at === "run" && <RunView run={screen.run} />}
      {screen.at === "resume" && <ResumeView />}
      {screen.at === "settings" && <SettingsView />}
      <Announcer store={said} />
    </>
  );
}
