//! What a workstation can do about check-outs: a licence taken along for longer, for this computer or, by file, for one without a network.

use crate::downloads::Readers;
use crate::failure::Failure;
use crate::offline_files::Imported;
use async_trait::async_trait;
use domicile_model::wire::{CheckOutMachine, MyCheckOut};
use std::path::PathBuf;

/// Check-outs, with the service and by file.
#[async_trait]
pub trait CheckOuts: Send + Sync {
    /// The person's check-outs: those that are open, then the latest that ended.
    async fn check_outs(&self) -> Result<Vec<MyCheckOut>, Failure>;

    /// Asks the administrators to let a product be taken along on this computer for so many days.
    async fn request_check_out(&self, product: &str, days: u16) -> Result<MyCheckOut, Failure>;

    /// Takes a wish back.
    async fn withdraw_check_out(&self, id: &str) -> Result<MyCheckOut, Failure>;

    /// Gives a check-out of this computer back: the service is told, then it is gone here.
    async fn return_check_out(&self, id: &str) -> Result<MyCheckOut, Failure>;

    /// Takes in what a file holds, whichever of the three it is: a request is asked for at the service, licences are put in place here, a
    /// return is told to the service.
    async fn import_file(&self, text: &str) -> Result<Imported, Failure>;

    /// The text of a request for this computer. `subject` is the id of the person where nobody ever signed in here.
    async fn request_file(&self, product: &str, days: u16, subject: Option<&str>) -> Result<String, Failure>;

    /// The text of a licence file for another computer of the person, fetched from the service now.
    async fn licence_file(&self, machine: &CheckOutMachine) -> Result<String, Failure>;

    /// The text that gives these check-outs of this computer back. They count until [`CheckOuts::mark_returned`].
    async fn return_file(&self, ids: &[String]) -> Result<String, Failure>;

    /// These are given back by file: they are gone here, whether or not the file has arrived.
    async fn mark_returned(&self, ids: &[String]) -> Result<(), Failure>;

    /// Writes a file for carrying into the person's folder for downloads, beside what is there; where it is then.
    fn save_file(&self, name: &str, text: &str, readers: Readers) -> Result<PathBuf, Failure>;
}
