//! People in bulk, each with an identity at an issuer of the benchmark's own, so that not one person asks all the time but many do.

use anyhow::Result;
use axum::Router;
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Whom tokens are for.
const AUDIENCE: &str = "https://bench.example.com";
/// How long a token holds: longer than the benchmark.
const LONG: Duration = Duration::from_secs(6 * 3600);

/// An issuer that publishes its key and signs whatever it is asked to.
pub(crate) struct Issuer {
    url: String,
    key: SigningKey,
}

impl Issuer {
    /// Publishes the key, as long as this process lives.
    pub(crate) async fn start() -> Result<Self> {
        let key = SigningKey::from_bytes(&[7; 32]);
        let x = URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes());
        let keys = json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "bench", "alg": "EdDSA", "use": "sig", "x": x}]}).to_string();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let answer = ([("content-type", "application/json")], keys);
        let router = Router::new().route("/keys", get(move || std::future::ready(answer.clone())));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { url, key })
    }

    /// What it is called.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Writes the service's configuration, in which nobody is kept from asking as fast as it goes.
    pub(crate) fn configure(&self, file: &Path) -> Result<()> {
        self.configure_with_default_limits(file)?;
        let unlimited = "[limits]\nreadBurst = 1000000\nreadsPerSecond = 1000000\nwriteBurst = 1000000\nwritesPerSecond = 1000000\n\
            writesPerDay = 1000000\nsignatureBurst = 1000000\nsignaturesPerSecond = 1000000\n";
        Ok(std::fs::write(file, std::fs::read_to_string(file)? + unlimited)?)
    }

    /// Writes the service's configuration.
    pub(crate) fn configure_with_default_limits(&self, file: &Path) -> Result<()> {
        let url = &self.url;
        let text =
            format!("[[issuer]]\nissuer = \"{url}\"\naudience = \"{AUDIENCE}\"\nclientId = \"domicile\"\njwksUri = \"{url}/keys\"\n");
        Ok(std::fs::write(file, text)?)
    }

    /// An access token for this subject.
    pub(crate) fn token(&self, subject: &str) -> Result<String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
        let head = json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "bench"});
        let claims = json!({"iss": self.url, "sub": subject, "aud": AUDIENCE, "client_id": "domicile", "scope": "openid",
            "iat": now.as_secs(), "exp": (now + LONG).as_secs()});
        let text = [head, claims].map(|it| URL_SAFE_NO_PAD.encode(it.to_string())).join(".");
        let signature = URL_SAFE_NO_PAD.encode(self.key.sign(text.as_bytes()).to_bytes());
        Ok(format!("{text}.{signature}"))
    }

    /// Makes `size` people of Old Bridge, `bulk-0` and so on, and lets them and Maria and Ana sign in here: SQL that both databases take.
    pub(crate) async fn fill(&self, address: &str, size: u64) -> Result<()> {
        let numbers = format!("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {})", size - 1);
        let bytes = |text: &str| format!("CAST({text} AS BYTEA)");
        let name = bytes("'person ' || i");
        let mut statements = vec![
            "BEGIN".to_owned(),
            format!(
                "{numbers} INSERT INTO users (id, email, email_key, display_name, locale, account_id, affiliated_since, provisioned, \
                 created_at, version, changed_at) SELECT 'bulk-' || i, 'person' || i || '@bulk.example.com', 'person' || i || '@bulk.example.com', \
                 'Person ' || i, 'en', 'old-bridge', 0, FALSE, 0, 0, 0 FROM n"
            ),
            format!(
                "{numbers} INSERT INTO identities (issuer, subject, user_id, linked_at) SELECT '{}', 'bulk-' || i, 'bulk-' || i, 0 FROM n",
                self.url
            ),
            format!(
                "INSERT INTO identities (issuer, subject, user_id, linked_at) SELECT '{}', id, id, 0 FROM users \
                 WHERE id IN ('maria-silva', 'ana-costa')",
                self.url
            ),
        ];
        for term in [bytes("''"), name.clone(), bytes("'person' || i || '@bulk.example.com'")] {
            statements.push(format!(
                "{numbers} INSERT INTO user_terms (account_id, term, name_key, user_id) SELECT 'old-bridge', {term}, {name}, 'bulk-' || i FROM n \
                 ORDER BY 2, 3, 4"
            ));
        }
        statements.extend(["COMMIT".to_owned(), "ANALYZE".to_owned()]);
        run(address, &statements).await
    }
}

/// Runs statements one after the other, without what makes many writes slow: what refers to what is known to be there, and a power cut
/// would cost nothing.
pub(crate) async fn run(address: &str, statements: &[String]) -> Result<()> {
    if address.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(address).await?;
        for quick in ["PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -500000"] {
            sqlx::query(quick).execute(&mut connection).await?;
        }
        for statement in statements {
            // SQLite has its own word for bytes.
            sqlx::raw_sql(AssertSqlSafe(statement.replace("BYTEA", "BLOB"))).execute(&mut connection).await?;
        }
        connection.close().await?;
    } else {
        let mut connection = PgConnection::connect(address).await?;
        sqlx::query("SET session_replication_role = replica").execute(&mut connection).await?;
        for statement in statements {
            sqlx::raw_sql(AssertSqlSafe(statement.clone())).execute(&mut connection).await?;
        }
        connection.close().await?;
    }
    Ok(())
}
