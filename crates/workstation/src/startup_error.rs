//! Why a program of the app does not start, said to whoever started it. There is no window yet, and maybe nobody reads the log.

use std::io::Write;

/// One sentence on stderr, behind the program's name. That it cannot be written is no reason to fail otherwise than with the exit code.
pub fn say(program: &str, sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{program}: {sentence}");
}
