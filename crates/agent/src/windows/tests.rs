//! The loop, told what happens, and what it asks of windows and of the world around it.

use super::*;
use std::sync::{Arc, Mutex};

/// Writes down what it was asked.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn note(&self, what: String) {
        self.0.lock().unwrap().push(what);
    }
}

impl Surroundings for Notes {
    fn start(&mut self, start: u64, screen: Screen) {
        self.note(format!("start {start} {}", screen.name()));
    }

    fn last_window_gone(&mut self, closed: bool) {
        self.note(format!("gone closed={closed}"));
    }

    fn look_for_icons(&mut self, _after: Duration) {
        self.note("look for icons".to_owned());
    }
}

struct Table {
    windows: Windows<Notes>,
    asked: mpsc::UnboundedReceiver<Request>,
    notes: Notes,
    links: u64,
}

impl Table {
    fn new() -> Self {
        let (requests, asked) = mpsc::unbounded_channel();
        let (events, _) = mpsc::unbounded_channel();
        let notes = Notes::default();
        let windows = Windows {
            window: Window::None,
            starts: 0,
            waiting: Vec::new(),
            copies: 0,
            copying: HashMap::new(),
            requests,
            events,
            around: notes.clone(),
        };
        Self { windows, asked, notes, links: 0 }
    }

    fn connect(&mut self, wants: ToAgent) -> (u64, mpsc::UnboundedReceiver<FromAgent>) {
        self.links += 1;
        let (to, heard) = mpsc::unbounded_channel();
        self.windows.take(Event::Connected(Newcomer { link: self.links, wants, to, process: Some(4711) }));
        (self.links, heard)
    }

    fn notes(&self) -> Vec<String> {
        std::mem::take(&mut self.notes.0.lock().unwrap())
    }

    fn asked(&mut self) -> Vec<Request> {
        std::iter::from_fn(|| self.asked.try_recv().ok()).collect()
    }
}

fn heard(from: &mut mpsc::UnboundedReceiver<FromAgent>) -> Vec<FromAgent> {
    std::iter::from_fn(|| from.try_recv().ok()).collect()
}

fn visible(visible: bool) -> ToAgent {
    ToAgent::Request { request: Request::WindowChanged { visible } }
}

const HOME: ToAgent = ToAgent::Open { screen: Screen::Home };

#[tokio::test]
async fn a_window_is_started_once_and_shows_what_was_wanted_last() {
    let mut table = Table::new();
    table.windows.take(Event::Wanted(Screen::Home));
    table.windows.take(Event::Wanted(Screen::Settings));
    assert_eq!(table.notes(), ["start 1 home"]);
    let (_, mut window) = table.connect(HOME);
    assert_eq!(heard(&mut window), [FromAgent::Welcome, FromAgent::Show { screen: Screen::Settings }]);
    table.windows.take(Event::Wanted(Screen::Licences));
    assert_eq!(heard(&mut window), [FromAgent::Show { screen: Screen::Licences }]);
    assert_eq!(table.notes(), Vec::<String>::new(), "no second process");
}

#[tokio::test]
async fn of_two_that_start_at_once_one_is_the_window_and_the_other_may_end_once_it_is_up() {
    let mut table = Table::new();
    let (first, mut window) = table.connect(HOME);
    let (_, mut second) = table.connect(ToAgent::Open { screen: Screen::People });
    assert_eq!(heard(&mut window), [FromAgent::Welcome, FromAgent::Show { screen: Screen::People }]);
    assert_eq!(heard(&mut second), []);
    table.windows.take(Event::Said { link: first, message: visible(true) });
    assert_eq!(heard(&mut second), [FromAgent::Done]);
}

#[tokio::test]
async fn a_window_that_does_not_come_up_is_named() {
    let mut table = Table::new();
    table.connect(HOME);
    let (second, mut waiting) = table.connect(HOME);
    table.windows.take(Event::Late { link: second });
    assert_eq!(heard(&mut waiting), [FromAgent::WindowSilent { process: Some(4711) }]);
}

#[tokio::test]
async fn whoever_asks_while_the_window_closes_is_the_next_one() {
    let mut table = Table::new();
    let (first, _window) = table.connect(HOME);
    let (_, mut second) = table.connect(HOME);
    table.windows.take(Event::Said { link: first, message: visible(false) });
    table.windows.take(Event::Left { link: first });
    assert_eq!(heard(&mut second), [FromAgent::Welcome]);
    assert_eq!(table.notes(), Vec::<String>::new(), "there is a window");
}

#[tokio::test]
async fn closing_and_a_crash_are_told_apart_and_only_the_window_is_heard() {
    let mut table = Table::new();
    for closed in [true, false] {
        let (link, _window) = table.connect(HOME);
        table.windows.take(Event::Said { link: 99, message: ToAgent::Request { request: Request::Quit } });
        if closed {
            table.windows.take(Event::Said { link, message: visible(false) });
        }
        table.windows.take(Event::Left { link });
        assert_eq!(table.asked(), [Request::WindowChanged { visible: false }]);
        assert_eq!(table.notes(), [format!("gone closed={closed}")]);
    }
}

#[tokio::test]
async fn a_text_goes_to_the_window_and_is_given_up_with_it() {
    let mut table = Table::new();
    let (link, mut window) = table.connect(HOME);
    heard(&mut window);
    let copy = |table: &mut Table| {
        let (done, copied) = oneshot::channel();
        table.windows.take(Event::Copy { text: "Hello".to_owned(), done });
        copied
    };
    let copied = copy(&mut table);
    assert_eq!(heard(&mut window), [FromAgent::Copy { number: 1, text: "Hello".to_owned() }]);
    table.windows.take(Event::Said { link, message: ToAgent::Copied { number: 1, error: Some("no clipboard".to_owned()) } });
    assert_eq!(copied.await.unwrap(), Err("no clipboard".to_owned()));
    let copied = copy(&mut table);
    table.windows.take(Event::Left { link });
    assert!(copied.await.unwrap().is_err());
}

#[tokio::test]
async fn without_icons_a_window_opens_unless_there_is_one() {
    let mut table = Table::new();
    table.windows.take(Event::NobodyShowsIcons);
    assert_eq!(table.notes(), ["look for icons"]);
    table.windows.take(Event::OutOfReach);
    assert_eq!(table.notes(), ["start 1 home"]);
    table.connect(HOME);
    table.windows.take(Event::OutOfReach);
    table.windows.take(Event::EndWithoutWindow);
    assert_eq!((table.notes(), table.asked()), (vec![], vec![]), "somebody can reach it");
}

#[tokio::test]
async fn a_process_that_ends_before_it_is_a_window_is_started_again_when_wanted() {
    let mut table = Table::new();
    table.windows.take(Event::Wanted(Screen::Home));
    table.windows.take(Event::StartEnded { start: 1 });
    table.windows.take(Event::Wanted(Screen::Home));
    table.windows.take(Event::StartEnded { start: 1 });
    assert_eq!(table.notes(), ["start 1 home", "start 2 home"]);
}

#[tokio::test]
async fn at_the_end_the_window_is_told_and_whoever_comes_then_as_well() {
    let notes = Notes::default();
    let (events, incoming) = mpsc::unbounded_channel();
    let (requests, _asked) = mpsc::unbounded_channel();
    let running = tokio::spawn(run(incoming, events.clone(), requests, notes.clone()));
    let connect = |link: u64| {
        let (to, heard) = mpsc::unbounded_channel();
        events.send(Event::Connected(Newcomer { link, wants: HOME, to, process: None })).unwrap();
        heard
    };
    let mut window = connect(1);
    events.send(Event::End).unwrap();
    let mut late = connect(2);
    events.send(Event::Left { link: 1 }).unwrap();
    running.await.unwrap();
    assert_eq!(heard(&mut window), [FromAgent::Welcome, FromAgent::End]);
    assert_eq!(heard(&mut late), [FromAgent::End]);
    assert_eq!(*notes.0.lock().unwrap(), Vec::<String>::new(), "nothing is said about a window that was told to end");
}
