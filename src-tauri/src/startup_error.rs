//! Why the program does not start, said to whoever started it. There is no window yet, and maybe nobody reads the log.

use std::io::Write;

/// One sentence on stderr. That it cannot be written is no reason to fail otherwise than with the exit code.
pub(crate) fn say(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "domicile-desktop: {sentence}");
}
