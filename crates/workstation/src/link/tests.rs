//! Both sides over real sockets, and what is no side at all.

use super::*;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::UnixStream;

fn listener(data: &Path) -> (Places, Listener) {
    let places = Places::under(data, None, b"here");
    match listen(&places).unwrap() {
        Taken::Ours(listener) => (places, listener),
        Taken::Theirs => panic!("somebody was there before"),
    }
}

/// A data folder that holds the socket as well.
fn data() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    (folder, data)
}

async fn pair() -> (Connection, Connection) {
    let (one, other) = UnixStream::pair().unwrap();
    let (one, other) = tokio::join!(greet(one), greet(other));
    (one.unwrap(), other.unwrap())
}

#[tokio::test]
async fn what_one_side_says_the_other_hears() {
    let (mut window, agent) = pair().await;
    let request = Request::CopyEmail { email: "ana.costa@oldbridge.example.com".to_owned() };
    write(&mut window.to, &ToAgent::Request { request: request.clone() }).await.unwrap();
    let mut from = agent.from.with_limit(LONGEST_TO_AGENT);
    assert_eq!(from.next::<ToAgent>().await.unwrap(), ToAgent::Request { request });
    drop(window);
    assert!(matches!(from.next::<ToAgent>().await, Err(LinkError::Closed)));
}

#[tokio::test]
async fn what_is_no_message_is_refused_without_a_word_of_it() {
    for (line, what) in [("{\"kind\":\"secret word\"}\n", "odd"), ("no json\n", "odd"), ("\u{0}\n", "odd")] {
        let (mut window, agent) = pair().await;
        window.to.write_all(line.as_bytes()).await.unwrap();
        let mut from = agent.from.with_limit(LONGEST_TO_AGENT);
        let error = from.next::<ToAgent>().await.unwrap_err();
        assert!(matches!(error, LinkError::Odd { length } if length == line.len()), "{what}: {error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn a_line_without_an_end_ends_the_connection_at_its_limit() {
    let (mut window, agent) = pair().await;
    let writing = tokio::spawn(async move {
        let endless = vec![b'x'; 64 * 1024];
        while window.to.write_all(&endless).await.is_ok() {}
    });
    let mut from = agent.from.with_limit(200_000);
    assert!(matches!(from.next::<ToAgent>().await, Err(LinkError::TooLong { limit: 200_000 })));
    drop((from, agent.to));
    writing.await.unwrap();
}

#[tokio::test]
async fn waiting_for_a_line_can_be_given_up_and_taken_up_again() {
    let (mut window, agent) = pair().await;
    let mut from = agent.from;
    window.to.write_all(b"{\"kind\":").await.unwrap();
    let half = tokio::time::timeout(Duration::from_millis(50), from.next::<ToAgent>()).await;
    assert!(half.is_err(), "there is only one half");
    window.to.write_all(b"\"launch\",\"screen\":null}\n").await.unwrap();
    assert_eq!(from.next::<ToAgent>().await.unwrap(), ToAgent::Launch { screen: None });
}

#[tokio::test]
async fn the_socket_is_for_its_owner_and_one_agent_has_it() {
    let (_folder, data) = data();
    let (places, held) = listener(&data);
    let folder = places.home();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(folder), mode(&folder.join("agent"))), (0o700, 0o600));
    assert!(matches!(listen(&places).unwrap(), Taken::Theirs));
    drop(held);
    assert!(matches!(find(&places).await, Found::Nobody), "what is left of it is nobody");
    assert!(matches!(listen(&places).unwrap(), Taken::Ours(_)), "and is replaced");
}

#[tokio::test]
async fn a_folder_with_a_long_name_has_a_socket_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (places, held) = listener(&folder.path().join("a long name ".repeat(12)));
    let (found, accepted) = tokio::join!(find(&places), async { greet(held.accept().await.unwrap()).await });
    assert!(matches!(found, Found::Agent(_)) && accepted.is_ok());
}

#[tokio::test]
async fn an_agent_is_found_or_said_to_be_silent_or_of_another_version() {
    let (_folder, data) = data();
    let (places, held) = listener(&data);
    let ours = i32::try_from(std::process::id()).unwrap();
    let (found, accepted) = tokio::join!(find(&places), async { greet(held.accept().await.unwrap()).await });
    assert!(matches!(found, Found::Agent(_)) && accepted.is_ok());
    let other = async {
        let mut stream = held.accept().await.unwrap();
        stream.write_all(b"{\"protocol\":7,\"version\":\"9.0.0\"}\n").await.unwrap();
        stream
    };
    let (found, _stream) = tokio::join!(find(&places), other);
    assert!(matches!(found, Found::OtherVersion(Peer { process }) if process == Some(ours)), "{found:?}");
    // Nobody accepts: the system has taken the connection, and that is all.
    let found = find::find_within(&places, Duration::from_millis(200)).await;
    assert!(matches!(found, Found::Silent(Peer { process }) if process == Some(ours)), "{found:?}");
}

#[tokio::test]
async fn the_data_folder_has_one_agent_which_is_found_from_every_folder_of_the_runtime() {
    let (_folder, data) = data();
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let from = |runtime: Option<&Path>| Places::under(&data, runtime, b"here");
    let (one, other) = (Some(one.path()), Some(other.path()));
    for (first, second) in [(one, other), (one, None), (None, other), (other, one)] {
        let Taken::Ours(held) = listen(&from(first)).unwrap() else { panic!("{first:?}: the place is free") };
        assert!(matches!(listen(&from(second)).unwrap(), Taken::Theirs), "{second:?}");
        let places = from(second);
        let (found, accepted) = tokio::join!(find(&places), async { greet(held.accept().await.unwrap()).await });
        assert!(matches!(found, Found::Agent(_)) && accepted.is_ok(), "{found:?}");
        assert_eq!(from(second).holder(), i32::try_from(std::process::id()).ok());
    }
}

/// The first one cannot write in the data folder, the second one can: they meet in the folder of the runtime.
#[tokio::test]
async fn without_a_data_folder_the_folder_of_the_runtime_decides() {
    let (_folder, data) = data();
    let runtime = tempfile::tempdir().unwrap();
    let places = Places::under(&data, Some(runtime.path()), b"here");
    std::fs::create_dir_all(&data).unwrap();
    // A file where a folder is wanted: nobody can write there, root no more than others.
    std::fs::write(places.home(), "").unwrap();
    let Taken::Ours(_held) = listen(&places).unwrap() else { panic!("the place is free") };
    assert!(matches!(listen(&places).unwrap(), Taken::Theirs));
    std::fs::remove_file(places.home()).unwrap();
    assert!(matches!(listen(&places).unwrap(), Taken::Theirs));
    std::fs::write(data.join("a file"), "").unwrap();
    let nowhere = Places::under(&data.join("a file"), None, b"here");
    assert!(listen(&nowhere).is_err(), "there is no place at all");
}
