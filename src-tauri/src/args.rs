//! What the program was started with. A second launch hands its arguments to the first, so they say what to show, not how to run.

use domicile_workstation::vocabulary::Screen;

/// Words on stderr for wrong usage.
pub(crate) const USAGE: &str = "usage: domicile-desktop [--hidden] [--screen home|licences|requests|people|settings]";

/// The arguments, understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The window to begin with; `None` where the program starts in the background.
    pub(crate) screen: Option<Screen>,
}

/// Reads the arguments behind the program's name.
///
/// # Errors
/// The argument that is not understood.
pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Arguments, String> {
    let mut hidden = false;
    let mut screen = None;
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--hidden" => hidden = true,
            "--screen" => screen = Some(named(&arguments.next().unwrap_or_default()).ok_or(argument)?),
            other => match other.strip_prefix("--screen=").and_then(named) {
                Some(it) => screen = Some(it),
                None => return Err(argument),
            },
        }
    }
    Ok(Arguments { screen: screen.or((!hidden).then_some(Screen::Home)) })
}

/// The name of a screen in arguments and in the address of the page.
pub(crate) fn name(screen: Screen) -> &'static str {
    match screen {
        Screen::Home => "home",
        Screen::Licences => "licences",
        Screen::Requests => "requests",
        Screen::People => "people",
        Screen::Settings => "settings",
    }
}

fn named(text: &str) -> Option<Screen> {
    [Screen::Home, Screen::Licences, Screen::Requests, Screen::People, Screen::Settings].into_iter().find(|it| name(*it) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Result<Option<Screen>, String> {
        parse(line.split_whitespace().map(str::to_owned)).map(|it| it.screen)
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
