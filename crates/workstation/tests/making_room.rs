//! An agent of another version is asked to end. A process of its own, since a child that is being started holds locks for a moment, too.
#![cfg(target_os = "linux")]

use domicile_workstation::link::{Peer, Places, Taken, listen, replace};
use std::process::Command;
use std::time::Duration;

#[tokio::test]
async fn one_that_is_asked_to_make_room_and_does_not_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::of(folder.path());
    let Taken::Ours(held) = listen(&places).unwrap() else { panic!("the place is free") };
    let asked = || Command::new("sleep").arg("60").spawn().unwrap();
    let peer = |id: u32| Peer { process: i32::try_from(id).ok() };

    let mut stays = asked();
    let named = peer(stays.id());
    assert_eq!(replace(&places, named, Duration::from_millis(200)).await, Err(named), "the place is still held");
    assert!(!stays.wait().unwrap().success(), "it was asked");
    drop(held);
    let mut goes = asked();
    assert_eq!(replace(&places, peer(goes.id()), Duration::from_secs(10)).await, Ok(()));
    assert!(!goes.wait().unwrap().success(), "it was asked");
    assert_eq!(replace(&places, Peer { process: None }, Duration::from_secs(10)).await, Err(Peer { process: None }), "nobody to ask");
}
