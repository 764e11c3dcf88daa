//! Check-outs of the fake backend: answers as told, and records what it was asked.

#![allow(unreachable_pub, reason = "shared by the tests beside it")]

use super::fake::FakeDesk;
use crate::sample::check_outs::{HERE, mine};
use async_trait::async_trait;
use domicile_model::check_out::CheckOutState;
use domicile_model::wire::{CheckOutMachine, MyCheckOut};
use domicile_workstation::backend::CheckOuts;
use domicile_workstation::downloads::Readers;
use domicile_workstation::failure::Failure;
use domicile_workstation::offline_files::Imported;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Duration;

impl FakeDesk {
    /// How often the person's check-outs were read.
    pub fn check_outs_read(&self) -> usize {
        self.check_outs_read.load(Ordering::SeqCst)
    }

    async fn respond(&self, state: CheckOutState) -> Result<MyCheckOut, Failure> {
        // Of the tests' own clock, which does not wait: a service takes some time to answer.
        tokio::time::sleep(Duration::from_millis(100)).await;
        self.answer(|it| it.check_out.clone()).map(|()| mine("bridge-modeler", state, HERE))
    }
}

#[async_trait]
impl CheckOuts for FakeDesk {
    async fn check_outs(&self) -> Result<Vec<MyCheckOut>, Failure> {
        self.check_outs_read.fetch_add(1, Ordering::SeqCst);
        self.answer(|it| it.check_outs.clone())
    }

    async fn request_check_out(&self, product: &str, days: u16) -> Result<MyCheckOut, Failure> {
        self.called(format!("take {product} {days}"));
        self.respond(CheckOutState::Asked).await
    }

    async fn withdraw_check_out(&self, id: &str) -> Result<MyCheckOut, Failure> {
        self.called(format!("take back {id}"));
        self.respond(CheckOutState::Withdrawn).await
    }

    async fn return_check_out(&self, id: &str) -> Result<MyCheckOut, Failure> {
        self.called(format!("give back {id}"));
        self.respond(CheckOutState::Returned).await
    }

    async fn import_file(&self, text: &str) -> Result<Imported, Failure> {
        self.called(format!("open {text}"));
        self.answer(|it| it.opened.clone())
    }

    async fn request_file(&self, product: &str, days: u16, _subject: Option<&str>) -> Result<String, Failure> {
        self.called(format!("request {product} {days}"));
        Ok("{}".to_owned())
    }

    async fn licence_file(&self, machine: &CheckOutMachine) -> Result<String, Failure> {
        self.called(format!("licences for {}", machine.id));
        Ok("{}".to_owned())
    }

    async fn return_file(&self, ids: &[String]) -> Result<String, Failure> {
        self.called(format!("return file {}", ids.join(" ")));
        Ok("{}".to_owned())
    }

    async fn mark_returned(&self, ids: &[String]) -> Result<(), Failure> {
        self.called(format!("given back {}", ids.join(" ")));
        Ok(())
    }

    fn save_file(&self, name: &str, _text: &str, readers: Readers) -> Result<PathBuf, Failure> {
        self.called(format!("save {name} {}", readers == Readers::OwnerOnly));
        self.answer(|it| it.save.clone()).map(|()| PathBuf::from("/home/ana/Downloads").join(name))
    }
}
