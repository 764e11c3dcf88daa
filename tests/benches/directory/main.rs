//! How much the service can do per second, with a thousand and with a million people in one account, on either database: policies, what
//! administrators read, and what they change. Beside it, in the same run: the same framework's empty answer, `pgbench`'s look-up by primary
//! key, and itself with fewer people. And what the service takes of memory meanwhile.
#![expect(clippy::print_stdout, reason = "the table of the benchmarks is made of these lines")]

#[cfg(target_os = "linux")]
mod crowd;
#[cfg(target_os = "linux")]
mod import;
#[cfg(target_os = "linux")]
mod load;
#[cfg(target_os = "linux")]
mod one_person;
#[cfg(target_os = "linux")]
mod peers;
#[cfg(target_os = "linux")]
mod people;

/// The argument that measures nothing but what one person costs another.
#[cfg(target_os = "linux")]
const ONE_PERSON: &str = "one-person";
/// The argument that measures nothing but what a large document takes.
#[cfg(target_os = "linux")]
const IMPORT: &str = "import";

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("The service is measured on Linux only.");
}

#[cfg(target_os = "linux")]
#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((first, _)) if first == peers::EMPTY => return peers::serve_empty().await,
        Some((first, rest)) if first == crowd::CROWD => return crowd::run_crowd(rest).await,
        Some(_) | None => {}
    }
    if arguments.first().is_some_and(|it| it == ONE_PERSON) {
        return one_person::measure(&people::Issuer::start().await?).await;
    }
    if arguments.first().is_some_and(|it| it == IMPORT) {
        return import::measure(&people::Issuer::start().await?).await;
    }
    linux::measure().await
}

#[cfg(target_os = "linux")]
mod linux {
    use crate::load::{LONG, Wire, rate, rate_of, request};
    use crate::peers::{Empty, pgbench};
    use crate::people::{Issuer, run};
    use anyhow::{Result, ensure};
    use domicile_tests::desktop::memory;
    use domicile_tests::postgres;
    use domicile_tests::service::Service;
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    const ACCOUNT: &str = "/v1/accounts/old-bridge";
    const SIZES: [(u64, &str); 2] = [(1_000, "1 k"), (1_000_000, "1 M")];
    /// How many different people ask for their policy, spread over all there are.
    const ASKING: u64 = 1_000;
    /// How many are removed at most: there must be some left.
    const REMOVED: u64 = 900;
    /// What a million may cost beside a thousand: 1.3 times as much.
    const FLAT: &str = ">= 0.77";

    pub(super) async fn measure() -> Result<()> {
        let (issuer, empty) = (Issuer::start().await?, Empty::start()?);
        crate::one_person::measure(&issuer).await?;
        for kind in ["SQLite", "PostgreSQL"] {
            let mut small: Option<Vec<(&str, f64)>> = None;
            for (size, said) in SIZES {
                let done = one(kind, (size, said), &issuer, &empty).await?;
                if let Some(small) = &small {
                    for ((what, ours), (_, before)) in done.iter().zip(small) {
                        row(&format!("{kind}: {what}, 1 M people, beside 1 k"), *ours, *before, FLAT);
                    }
                }
                small = Some(done);
            }
        }
        Ok(())
    }

    /// Everything on one database with so many people; each thing with how often a second it was done.
    async fn one(kind: &str, (size, said): (u64, &str), issuer: &Issuer, empty: &Empty) -> Result<Vec<(&'static str, f64)>> {
        let folder = tempfile::tempdir()?;
        let address = match kind {
            "SQLite" => format!("sqlite:{}", folder.path().join("directory.sqlite").display()),
            _ => postgres::database()?,
        };
        let config = folder.path().join("directory.toml");
        issuer.configure(&config)?;
        // The first start fills the database with the sample organisation.
        Service::start_on_with_config(&address, &config)?.terminate().await?;
        let began = Instant::now();
        issuer.fill(&address, size).await?;
        println!("{kind}: {size} people in {} s", began.elapsed().as_secs());
        let service = Service::start_on_with_config(&address, &config)?;
        let maria = issuer.token("maria-silva")?;

        let nothing = empty.rate(&maria).await?;
        let mut done = policies(&service.url, issuer, size).await?;
        for ((what, ours), budget) in done.iter().zip([">= 0.5", ">= 0.25"]) {
            row(&format!("{kind}, {said}: {what}, beside an empty 200"), *ours, nothing, budget);
        }
        let reads = reads(&service.url, issuer, size, &maria).await?;
        for (what, ours) in &reads {
            row(&format!("{kind}, {said}: {what}, beside an empty 200"), *ours, nothing, "");
        }
        if kind == "PostgreSQL" {
            let theirs = pgbench(&address, size)?;
            row(&format!("{kind}, {said}: {}, beside a look-up of pgbench", done[0].0), done[0].1, theirs, "");
            for (what, ours) in &reads {
                row(&format!("{kind}, {said}: {what}, beside a look-up of pgbench"), *ours, theirs, ">= 0.7");
            }
        }
        done.extend(reads);
        done.extend(changes(&service.url, &address, issuer, &maria).await?);
        println!("{kind}, {size} people: the service takes {} MiB under load", memory(service.id())? / 1024);
        service.terminate().await?;
        Ok(done)
    }

    /// Policies of many people: the current one, and one signed for each request.
    async fn policies(url: &str, issuer: &Issuer, size: u64) -> Result<Vec<(&'static str, f64)>> {
        let path = "/v1/me/policy";
        let (mut current, mut tokens, mut wire) = (Vec::new(), Vec::new(), Wire::open(url).await?);
        for n in 0..ASKING.min(size) {
            let token = issuer.token(&format!("bulk-{}", spread(n, size)))?;
            let machine = "domicile-machine: bench".to_owned();
            let first = wire.ask(&request("GET", path, &token, std::slice::from_ref(&machine))).await?;
            ensure!(first.status == 200, "{first:?}");
            let held = format!("if-none-match: {}", first.tag.unwrap_or_default());
            current.push(request("GET", path, &token, &[machine, held]));
            tokens.push(token);
        }
        let unchanged = rate(url, 304, move |n| pick(&current, n).clone()).await?;
        let signed = rate(url, 200, move |n| request("GET", path, pick(&tokens, n), &[format!("domicile-machine: m{n}")])).await?;
        Ok(vec![("304 with the bearer checked", unchanged), ("policy signed per request", signed)])
    }

    /// What people and administrators look at.
    async fn reads(url: &str, issuer: &Issuer, size: u64, maria: &str) -> Result<Vec<(&'static str, f64)>> {
        let get = |path: String, token: &str| request("GET", &path, token, &[]);
        let mut own = Vec::new();
        for n in 0..ASKING.min(size) {
            own.push(get("/v1/me".to_owned(), &issuer.token(&format!("bulk-{}", spread(n, size)))?));
        }
        let maria: Arc<str> = maria.into();
        let (card, found, all) = (Arc::clone(&maria), Arc::clone(&maria), maria);
        Ok(vec![
            ("a person's card", rate(url, 200, move |n| get(format!("{ACCOUNT}/users/bulk-{}", spread(n, size)), &card)).await?),
            (
                "the person with an address",
                rate(url, 200, move |n| get(format!("{ACCOUNT}/users?limit=10&query=person{}@", spread(n, size)), &found)).await?,
            ),
            (
                "ten people by name",
                rate(url, 200, move |n| get(format!("{ACCOUNT}/users?limit=10&query=person%20{}", spread(n, size) % 100), &all)).await?,
            ),
            ("/v1/me", rate(url, 200, move |n| pick(&own, n).clone()).await?),
        ])
    }

    /// What administrators look after, and change.
    async fn changes(url: &str, address: &str, issuer: &Issuer, maria: &str) -> Result<Vec<(&'static str, f64)>> {
        let filed = Wire::open(url).await?.ask(&with_body("/v1/me/removal-requests", &issuer.token("ana-costa")?, "{}")).await?;
        ensure!(filed.status == 201, "{filed:?}");
        let inbox = request("GET", &format!("{ACCOUNT}/removal-requests"), maria, &[]);
        let inbox = rate(url, 200, move |_| inbox.clone()).await?;
        let token = maria.to_owned();
        let remove = move |n| request("DELETE", &format!("{ACCOUNT}/users/bulk-{n}"), &token, &[]);
        let remove = rate_of(url, 200, REMOVED, remove).await?;
        Ok(vec![("read the inbox", inbox), ("remove a person", remove), ("add a person", add(url, maria, address).await?)])
    }

    /// Adds people one after the other. What limits look-ups to a human measure is emptied as it fills.
    #[expect(clippy::cast_precision_loss, reason = "a count of a few thousand")]
    async fn add(url: &str, maria: &str, address: &str) -> Result<f64> {
        let (began, mut spent, mut count, mut wire) = (Instant::now(), Duration::ZERO, 0_u64, Wire::open(url).await?);
        while began.elapsed() < 2 * LONG && spent < LONG {
            if count.is_multiple_of(50) {
                run(address, &["DELETE FROM look_ups".to_owned()]).await?;
            }
            let body = format!("{{\"email\": \"new{count}@bulk.example.com\", \"action\": \"create\"}}");
            let (request, start) = (with_body(&format!("{ACCOUNT}/users"), maria, &body), Instant::now());
            let answer = wire.ask(&request).await?;
            spent += start.elapsed();
            ensure!(answer.status == 201, "{answer:?}");
            count += 1;
        }
        Ok(count as f64 / spent.as_secs_f64())
    }

    fn with_body(path: &str, token: &str, json: &str) -> String {
        let headers = ["content-type: application/json".to_owned(), format!("content-length: {}", json.len())];
        request("POST", path, token, &headers) + json
    }

    /// The `n`-th of people who have nothing to do with each other.
    fn spread(n: u64, size: u64) -> u64 {
        n.wrapping_mul(7_919) % size
    }

    fn pick(list: &[String], n: u64) -> &String {
        &list[usize::try_from(n).unwrap_or_default() % list.len()]
    }

    fn row(what: &str, ours: f64, peer: f64, budget: &str) {
        println!("bench: {what} (1/s) | {ours:.0} | {peer:.0} | {:.2} | {budget}", ours / peer);
    }
}
