//! When the house is full: who is sent away and told when to come again, and what is served all the same. That policies have connections of
//! their own is shown in `conflicts.rs`, and for SQLite in `store`.

use super::house::{Answer, House};
use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use futures_util::stream;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

/// Requests that take every place there is: each is being served, and waits for a body that does not come yet.
struct Crowd {
    waiting: JoinSet<Answer>,
    go_on: watch::Sender<bool>,
    /// What whoever found no place was told.
    sent_away: Answer,
}

impl Crowd {
    async fn gather(house: &House) -> Self {
        let bearer = format!("Bearer {}", house.token("piet-jansen").await);
        let (go_on, heard) = watch::channel(false);
        let (inside, mut entered) = mpsc::unbounded_channel();
        let mut waiting = JoinSet::new();
        loop {
            let (mut heard, inside) = (heard.clone(), inside.clone());
            // Asked for only when the request has its place, and then empty: what is sent in the end is no JSON.
            let body = stream::once(async move {
                let _ = inside.send(());
                let _ = heard.wait_for(|it| *it).await;
                Ok::<_, std::io::Error>(Bytes::new())
            });
            let request = Request::post("/v1/me/service-requests")
                .header(header::AUTHORIZATION, &bearer)
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from_stream(body))
                .unwrap();
            let router = house.router.clone();
            waiting.spawn(async move { super::house::send(&router, request).await });
            tokio::select! {
                Some(()) = entered.recv() => {}
                Some(answer) = waiting.join_next() => return Self { waiting, go_on, sent_away: answer.unwrap() },
            }
        }
    }

    /// Lets everybody come to their end.
    async fn leave(mut self) {
        self.go_on.send_replace(true);
        while let Some(answer) = self.waiting.join_next().await {
            answer.unwrap().problem(400, "bad_json");
        }
    }
}

async fn plain(house: &House, path: &str) -> Answer {
    house.send(Request::get(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn whoever_finds_no_place_is_told_when_to_come_again_and_policies_are_served_all_the_same() {
    let house = House::new().await;
    let before = house.policy("ana-costa", &[]).await;
    house.token("maria-silva").await;
    let crowd = Crowd::gather(&house).await;
    assert!(crowd.waiting.len() > 200, "a place for everybody whom the tests of races bring: {}", crowd.waiting.len());
    for answer in [crowd.sent_away.clone(), house.get("ana-costa", "/v1/me").await, house.get("maria-silva", "/v1/accounts/x/users").await]
    {
        answer.problem(503, "overloaded");
        assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
    }
    // The one who has a policy, the one who wants it again, the one who asks for the first time.
    house.policy("ana-costa", &[("if-none-match", before.header("etag"))]).await.ok_status(304);
    assert_eq!(house.policy("ana-costa", &[]).await.bytes, before.bytes);
    house.policy("maria-silva", &[]).await.ok_status(200);
    for path in ["/v1/policy-keys", "/health/live", "/health/ready", "/metrics", "/.well-known/oauth-protected-resource"] {
        plain(&house, path).await.ok_status(200);
    }
    crowd.leave().await;
    house.me("ana-costa").await;
}

#[tokio::test]
async fn streams_take_nobodys_place() {
    let house = House::new().await;
    let open = async |person: &str| {
        let bearer = format!("Bearer {}", house.token(person).await);
        let request = Request::get("/v1/me/events").header(header::AUTHORIZATION, bearer).body(Body::empty()).unwrap();
        tower::ServiceExt::oneshot(house.router.clone(), request).await.unwrap()
    };
    let crowd = Crowd::gather(&house).await;
    let places = crowd.waiting.len();
    crowd.leave().await;
    let mut streams = Vec::new();
    for person in ["ana-costa", "maria-silva", "tom-becker"] {
        for _ in 0..8 {
            streams.push(open(person).await);
        }
    }
    assert!(streams.iter().all(|it| it.status() == 200));
    let crowd = Crowd::gather(&house).await;
    assert_eq!(crowd.waiting.len(), places);
    crowd.leave().await;
}
