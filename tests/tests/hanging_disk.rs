//! The service with its file on a disk that stops answering for a while: what needs no disk goes on, and afterwards everything does.
#![cfg(unix)]

use domicile_test_disk::HangingDisk;
use domicile_tests::process::eventually;
use domicile_tests::service::{Service, client};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// How long an answer takes that needs no disk, on a machine that is busy.
const SOON: Duration = Duration::from_secs(10);
/// More than there are connections to the file.
const WRITERS: usize = 40;

/// `docs/database.md`: a disk that hangs keeps nobody from learning that it does.
#[tokio::test]
async fn a_disk_that_hangs_keeps_nobody_from_learning_that_it_does() {
    let Some(mut disk) = HangingDisk::mount(64 << 20).unwrap() else {
        println!("no mounts here");
        return;
    };
    let database = format!("sqlite:{}", disk.path().join("directory.sqlite").display());
    let service = Service::start_after(&disk.beside(), &database).unwrap();
    let maria = Arc::new(service.person("maria.silva@oldbridge.example.com").await.unwrap());
    let hanging = disk.hang().unwrap();
    let writing = (0..WRITERS).map(|n| {
        let (maria, body) = (maria.clone(), json!({"email": format!("new-{n}@oldbridge.example.com"), "action": "create"}));
        tokio::spawn(async move { maria.post("/v1/accounts/old-bridge/users", &body).await.unwrap().0 })
    });
    let writing: Vec<_> = writing.collect();
    let http = client().unwrap();
    let status = async |path: &str| Some(http.get(format!("{}{path}", service.url)).timeout(SOON).send().await.ok()?.status().as_u16());
    eventually("it says that it is not ready", 3 * SOON, async || (status("/health/ready").await == Some(503)).then_some(()))
        .await
        .unwrap();
    for _ in 0..WRITERS {
        assert_eq!(status("/health/live").await, Some(200));
    }
    drop(hanging);
    for it in writing {
        let status = it.await.unwrap();
        assert!([201, 429, 503].contains(&status), "{status}");
    }
    eventually("it is ready", 3 * SOON, async || (status("/health/ready").await == Some(200)).then_some(())).await.unwrap();
    let last = json!({"email": "last@oldbridge.example.com", "action": "create"});
    eventually("it writes", 3 * SOON, async || (maria.post("/v1/accounts/old-bridge/users", &last).await.unwrap().0 == 201).then_some(()))
        .await
        .unwrap();
}
