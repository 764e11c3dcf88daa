//! The binary `domicile-directory`: everything it does is in the library.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    domicile_directory::commands::run().await
}
