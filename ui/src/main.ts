// Starts the window: chooses the platform and mounts the shell on it.
import "./look/tokens.css";
import "./look/base.css";
import "./look/parts.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { choosePlatform } from "./platform";

const target = document.getElementById("app");
if (target) {
  const choice = await choosePlatform(new URL(window.location.href));
  if ("platform" in choice) mount(App, { target, props: { platform: choice.platform } });
  else mount(choice.Picker, { target, props: { states: choice.states } });
}
