//! The routes of `/v1/me/check-outs`.

use super::{Call, Client, segment};
use crate::failure::Failure;
use domicile_model::wire::{AskCheckOut, MyCheckOut, MyCheckOuts};
use reqwest::Method;

impl Client {
    /// The person's check-outs; those for one machine where it is named.
    pub(crate) async fn check_outs(&self, machine: Option<&str>) -> Result<Vec<MyCheckOut>, Failure> {
        let mut call = Call::get("v1/me/check-outs");
        call.query.extend(machine.map(|it| ("machine", it.to_owned())));
        Ok(self.json::<MyCheckOuts>(call).await?.items)
    }

    pub(crate) async fn request_check_out(&self, ask: &AskCheckOut) -> Result<MyCheckOut, Failure> {
        self.json(Call::write(Method::POST, "v1/me/check-outs").json(ask)?).await
    }

    pub(crate) async fn withdraw_check_out(&self, id: &str) -> Result<MyCheckOut, Failure> {
        self.json(Call::write(Method::DELETE, &format!("v1/me/check-outs/{}", segment(id)?))).await
    }

    pub(crate) async fn return_check_out(&self, id: &str) -> Result<MyCheckOut, Failure> {
        self.json(Call::write(Method::POST, &format!("v1/me/check-outs/{}/return", segment(id)?))).await
    }
}
