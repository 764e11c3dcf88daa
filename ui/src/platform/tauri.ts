// The platform inside the app: the commands and the event of the generated bindings.
import { getCurrentWindow } from "@tauri-apps/api/window";
import { commands, events } from "./bindings";
import type { Platform } from "./contract";

export const platform: Platform = {
  overview: () => commands.overview(),
  onOverview: (changed) => events.overviewChanged.listen((event) => changed(event.payload)),
  async request(request) {
    const answer = await commands.request(request);
    return answer.status === "error" ? answer.error : undefined;
  },
  close: () => getCurrentWindow().close(),
};
