//! What the agent was started with.

use domicile_workstation::vocabulary::Screen;
use std::ffi::OsString;

/// Words on stdout for `--help`, on stderr for wrong usage.
pub(crate) const USAGE: &str = "usage: domicile-agent [--screen home|licences|requests|people|settings]
       domicile-agent --help | --version";

/// What the program is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Invocation {
    /// Hold the tray; open the window on this screen.
    Run(Option<Screen>),
    /// Print the usage.
    Help,
    /// Print the version.
    Version,
}

/// Reads the arguments behind the program's name.
///
/// # Errors
/// The argument that is not understood, as far as it is text.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Invocation, String> {
    let mut screen = None;
    let mut arguments = arguments.into_iter().map(|it| it.into_string().map_err(|it| it.to_string_lossy().into_owned()));
    while let Some(argument) = arguments.next() {
        let argument = argument?;
        match argument.as_str() {
            "--help" | "-h" => return Ok(Invocation::Help),
            "--version" | "-V" => return Ok(Invocation::Version),
            "--screen" => screen = Some(Screen::named(&arguments.next().transpose()?.unwrap_or_default()).ok_or(argument)?),
            _ => return Err(argument),
        }
    }
    Ok(Invocation::Run(screen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Result<Invocation, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn a_screen_may_be_named_and_what_is_not_understood_is() {
        assert_eq!(of(""), Ok(Invocation::Run(None)));
        assert_eq!(of("--screen licences"), Ok(Invocation::Run(Some(Screen::Licences))));
        assert_eq!(of("--screen nowhere"), Err("--screen".to_owned()));
        assert_eq!(of("--hidden"), Err("--hidden".to_owned()));
        assert_eq!((of("--help"), of("-V")), (Ok(Invocation::Help), Ok(Invocation::Version)));
    }
}
