//! Whether there is a screen to open a window on, asked before anything is built that takes one for granted: an X or Wayland server has to
//! answer (Linux; elsewhere whoever can run a program has a screen, or gets the system's own refusal).

use domicile_words::Words;

/// Why there is no screen, in a sentence; `None` where there is one. On the main thread, first of all that is drawn.
pub(crate) fn missing(words: &Words) -> Option<String> {
    let named = ["WAYLAND_DISPLAY", "DISPLAY"].into_iter().find_map(|name| {
        let value = std::env::var_os(name).filter(|it| !it.is_empty())?;
        Some(format!("{name}={}", value.to_string_lossy()))
    });
    let Some(named) = named else { return Some(words.text("desktop-no-display")) };
    gtk::init().err().map(|_| words.format("desktop-display-silent", &[("display", named.as_str().into())]))
}
