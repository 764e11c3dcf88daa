//! `POST /v1/operator/imports`: everything as one document, of the same form as `domicile-directory import` takes. It is read as it arrives
//! and never whole in memory; what bounds it is `crate::http::document_body`. Nothing is written before it has arrived whole, was found right
//! and was planned. From the first change on it goes to its end, whether whoever sent it still listens or not.

use super::caller::DocumentCaller;
use super::import_problem::problem;
use crate::http::admission_control::IMPORT_LATER;
use crate::http::document_body::{DocumentLimits, document};
use crate::http::parameters::{IdempotencyKey, ImportParameters, Refused};
use crate::http::write_request::idempotency_key;
use crate::import::{ImportOptions, StagedDocument, is_running};
use crate::problem::{Code, Problem};
use crate::service::Service;
use axum::extract::{FromRequestParts as _, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use domicile_model::wire;
use serde::Deserialize;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tracing::Instrument as _;

/// What a document may be called. What it is, its first line says.
const TYPES: [&str; 6] =
    ["application/jsonl", "application/x-jsonl", "application/jsonlines", "application/x-ndjson", "application/ndjson", "text/csv"];

/// Takes in a document: products, accounts and what they own, people, one record a line. `dryRun` says what would be done. Each kind of record
/// needs the scope of its own route.
#[utoipa::path(post, path = "/v1/operator/imports", tag = "operator", security(("bearer" = [])), params(ImportParameters, IdempotencyKey),
    request_body(content((String = "application/jsonl"), (String = "application/x-ndjson"), (String = "text/csv")),
        description = "JSON Lines: one record a line, `record` says which kind; or a table of entitlements or people with a header"),
    responses((status = 200, body = wire::ImportReport),
    (status = 409, body = wire::Problem, content_type = "application/problem+json",
        description = "`document_conflict` with `faults`, `import_ends_too_much`, `import_running`, `import_overtaken`"),
    (status = 413, body = wire::Problem, content_type = "application/problem+json", description = "`document_too_large` with `maxBytes`"),
    (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "`invalid_document` with `faults`"),
    (status = 503, body = wire::Problem, content_type = "application/problem+json", description = "`import_disk_full`, or the database's"),
    Refused))]
pub(super) async fn run(State(service): State<Service>, request: Request) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let caller = DocumentCaller::of(&mut parts, &service).await?;
    let asked = ImportQuery::of(&mut parts).await?;
    let key = idempotency_key(&parts.headers)?;
    check_type(&parts.headers)?;
    let bounds = service.import_limits();
    let limits = DocumentLimits { most: bounds.max_bytes, idle: service.limits().settings().body_idle };
    limits.check(&body)?;
    let store = &service.dependencies().store;
    if is_running(store, service.now()).await? {
        return Err(Problem::new(Code::ImportRunning).retry_after(IMPORT_LATER));
    }
    let options = ImportOptions {
        source: caller.source.clone(),
        dry_run: asked.dry_run,
        prune: asked.prune,
        guard: bounds.guard,
        confirmed: asked.confirm,
        service_url: service.url().to_owned(),
        kinds: caller.kinds.clone(),
        request_id: Some(caller.request_id.clone()),
        service: Some(service.clone()),
    };
    let about = format!("{} {}\n", parts.method, parts.uri.path_and_query().map_or("", |it| it.as_str()));
    let (reader, arrival) = document(body, limits, about.as_bytes());
    let (staged, arrived) = tokio::join!(StagedDocument::read(reader, &options), arrival);
    let key = key.zip(Some(arrived?));
    let staged = staged.map_err(|error| problem(&service, &caller, error))?;
    if let Some(key) = &key
        && let Some(body) = service.earlier_answer(&caller.client, key).await?
    {
        let replayed = [("idempotency-replayed", HeaderValue::from_static("true"))];
        return Ok((replayed, axum::Json(body)).into_response());
    }
    let report = carried_out(&service, &caller, staged, options, key).await?;
    Ok(axum::Json(report).into_response())
}

/// Carries it out beside the request, which may end before.
async fn carried_out(
    service: &Service,
    caller: &DocumentCaller,
    staged: StagedDocument,
    options: ImportOptions,
    key: Option<(String, String)>,
) -> Result<wire::ImportReport, Problem> {
    let (reply, answer) = oneshot::channel();
    let (worker, client, span) = (service.clone(), caller.client.clone(), tracing::Span::current());
    let carry_out = async move || {
        let (store, clock) = (&worker.dependencies().store, &worker.dependencies().clock);
        let done = staged.carry_out(store, &options, || clock(), || !reply.is_closed()).await;
        match &done {
            Ok(it) => {
                tracing::info!(source = it.source, records = it.records, transactions = it.transactions, "took in a document");
                keep(&worker, &client, key.as_ref(), it).await;
            }
            Err(error) => tracing::info!(source = options.source.name(), %error, "a document was not taken in"),
        }
        if reply.send(done).is_err() {
            tracing::info!("whoever sent the document is gone");
        }
    };
    let runtime = Handle::current();
    // A thread of its own: it has much to do between waiting, and nobody else waits for that.
    tokio::task::spawn_blocking(move || runtime.block_on(carry_out().instrument(span)));
    let done = answer.await.map_err(|_| Problem::internal(&"an import broke off"))?;
    done.map_err(|error| problem(service, caller, error))
}

/// Keeps the answer for a repetition, whether anybody reads it now or not.
async fn keep(service: &Service, client: &str, key: Option<&(String, String)>, report: &wire::ImportReport) {
    let Some(key) = key else { return };
    let body = serde_json::to_value(report).map_err(|error| Problem::internal(&error));
    let kept = async { service.keep_answer(client, key, &body?).await };
    if let Err(problem) = kept.await {
        // It is done. Without the answer a repetition is done again.
        tracing::warn!(code = problem.into_details().code_name(), "the answer to an import could not be kept");
    }
}

/// What is to be done with the document.
#[derive(Debug, Clone, Copy)]
struct ImportQuery {
    dry_run: bool,
    prune: bool,
    confirm: Option<u64>,
}

/// The same as text, so that a failure names the one that is wrong.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ImportQueryText {
    dry_run: Option<String>,
    prune: Option<String>,
    confirm: Option<String>,
}

impl ImportQuery {
    async fn of(parts: &mut Parts) -> Result<Self, Problem> {
        // A misspelt dryRun must not be carried out.
        let asked = Query::<ImportQueryText>::from_request_parts(parts, &()).await;
        let Query(ImportQueryText { dry_run, prune, confirm }) = asked.map_err(|_| Problem::bad_part("query"))?;
        let confirm = confirm.map(|it| it.parse().map_err(|_| Problem::bad_part("confirm"))).transpose()?;
        Ok(Self { dry_run: yes_or_no("dryRun", dry_run.as_deref())?, prune: yes_or_no("prune", prune.as_deref())?, confirm })
    }
}

fn yes_or_no(name: &'static str, value: Option<&str>) -> Result<bool, Problem> {
    match value {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(Problem::bad_part(name)),
    }
}

/// Whether it may be a document at all; without a type its first line alone says.
fn check_type(headers: &HeaderMap) -> Result<(), Problem> {
    let refused = || Problem::new(Code::UnsupportedDocument).code_name(Code::UnsupportedMediaType.as_str());
    if headers.get(header::CONTENT_ENCODING).is_some_and(|it| !it.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return Err(refused());
    }
    let Some(value) = headers.get(header::CONTENT_TYPE) else { return Ok(()) };
    let mut parts = value.to_str().map_err(|_| refused())?.split(';').map(|it| it.trim().to_ascii_lowercase());
    let is_named = parts.next().is_some_and(|it| TYPES.contains(&it.as_str()));
    let is_utf_8 =
        parts.all(|it| it.strip_prefix("charset=").is_none_or(|it| matches!(it.trim_matches('"'), "utf-8" | "utf8" | "us-ascii")));
    if is_named && is_utf_8 { Ok(()) } else { Err(refused()) }
}
