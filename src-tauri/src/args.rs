//! What the program was started with. A second launch hands its arguments to the first, so they say what to show, not how to run.

use domicile_workstation::vocabulary::Screen;
use std::ffi::OsString;

/// Words on stdout for `--help`, on stderr for wrong usage.
pub(crate) const USAGE: &str = "usage: domicile-desktop [--hidden] [--screen home|licences|requests|people|settings] [--say-when-shown]
       domicile-desktop --help | --version";

/// What `--say-when-shown` writes to stdout.
pub(crate) const SHOWN: &str = "shown";

/// What the program is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Invocation {
    /// Run the app.
    Run(Arguments),
    /// Print the usage.
    Help,
    /// Print the version.
    Version,
}

/// The arguments, understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The window to begin with; `None` where the program starts in the background.
    pub(crate) screen: Option<Screen>,
    /// Whether whoever started the program waits for a line once the window is there.
    pub(crate) say_when_shown: bool,
}

/// Reads the arguments behind the program's name.
///
/// # Errors
/// The argument that is not understood, as far as it is text.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Invocation, String> {
    let (mut hidden, mut say_when_shown, mut screen) = (false, false, None);
    let mut arguments = arguments.into_iter().map(|it| it.into_string().map_err(|it| it.to_string_lossy().into_owned()));
    while let Some(argument) = arguments.next() {
        let argument = argument?;
        match argument.as_str() {
            "--help" | "-h" => return Ok(Invocation::Help),
            "--version" | "-V" => return Ok(Invocation::Version),
            "--hidden" => hidden = true,
            "--say-when-shown" => say_when_shown = true,
            "--screen" => screen = Some(Screen::named(&arguments.next().transpose()?.unwrap_or_default()).ok_or(argument)?),
            other => match other.strip_prefix("--screen=").and_then(Screen::named) {
                Some(it) => screen = Some(it),
                None => return Err(argument),
            },
        }
    }
    Ok(Invocation::Run(Arguments { screen: screen.or((!hidden).then_some(Screen::Home)), say_when_shown }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Result<Option<Screen>, String> {
        match parse(line.split_whitespace().map(OsString::from))? {
            Invocation::Run(it) => Ok(it.screen),
            other => panic!("{other:?}"),
        }
    }

    /// Field case W15f: arguments are bytes; what is not understood is named, and help and version are answers.
    #[test]
    fn arguments_are_bytes_and_help_and_version_are_answers() {
        assert_eq!(parse(["--hidden".into(), "--help".into()]), Ok(Invocation::Help));
        assert_eq!(parse(["--version".into()]), Ok(Invocation::Version));
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStringExt;
            let broken = || OsString::from_vec(vec![0xff, b'x']);
            assert_eq!(parse([broken()]), Err("\u{fffd}x".to_owned()));
            assert_eq!(parse(["--screen".into(), broken()]), Err("\u{fffd}x".to_owned()));
        }
    }

    #[test]
    fn a_plain_start_shows_home_and_a_hidden_one_nothing() {
        assert_eq!(of(""), Ok(Some(Screen::Home)));
        assert_eq!(of("--hidden"), Ok(None));
    }

    #[test]
    fn a_named_screen_is_shown_even_where_the_start_is_hidden() {
        assert_eq!(of("--screen licences"), Ok(Some(Screen::Licences)));
        assert_eq!(of("--screen=settings --hidden"), Ok(Some(Screen::Settings)));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert_eq!(of("--screen"), Err("--screen".to_owned()));
        assert_eq!(of("--screen=people"), Ok(Some(Screen::People)));
        assert_eq!(of("--screen=nowhere"), Err("--screen=nowhere".to_owned()));
        assert_eq!(of("licences"), Err("licences".to_owned()));
    }
}
