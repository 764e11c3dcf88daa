//! What stands in the way of removing somebody, as an administrator reads it: each with what helps, here or elsewhere.

use super::AdminPresenter;
use crate::overview::{ActionView, BlockerView, DoView, RemovalPreviewView};
use crate::request::{AdminChange, Request};
use crate::vocabulary::Screen;
use domicile_model::preflight::Blocker;
use domicile_model::wire::{Actor, RemovalPreflight, Word, known};

impl AdminPresenter<'_> {
    pub(super) fn blockers(&self, preflight: &RemovalPreflight) -> Vec<BlockerView> {
        preflight.blockers.iter().map(|it| self.blocker(it, preflight)).collect()
    }

    pub(super) fn removal(&self, preflight: &RemovalPreflight) -> RemovalPreviewView {
        let name = preflight.user.display_name.as_str();
        RemovalPreviewView {
            blockers: self.blockers(preflight),
            blocked: preflight.blocked,
            consequence: self.say.with("removal-consequence", &[("name", name), ("account", self.account_name)]),
        }
    }

    fn blocker(&self, blocker: &Word<Blocker>, preflight: &RemovalPreflight) -> BlockerView {
        match blocker {
            Word::Known(blocker) => self.known_blocker(*blocker, preflight),
            // Whether it blocks is not known; whether anything does, the service has said.
            Word::Unknown(word) => BlockerView {
                code: None,
                text: self.say.with("blocker-unknown", &[("word", word)]),
                blocks: preflight.blocked && !known(&preflight.blockers).into_iter().any(Blocker::blocks),
                actions: Vec::new(),
                next: Vec::new(),
            },
        }
    }

    fn known_blocker(&self, blocker: Blocker, preflight: &RemovalPreflight) -> BlockerView {
        let text = match blocker {
            Blocker::FulfilmentContact => "in-the-way-fulfilment-contact",
            Blocker::LastFulfilmentContact => "in-the-way-last-fulfilment-contact",
            Blocker::InsufficientRank => "in-the-way-insufficient-rank",
            Blocker::LastAdministrator => "in-the-way-last-administrator",
            Blocker::DirectoryManaged => "in-the-way-directory-managed",
            Blocker::AssignedLicence => "in-the-way-assigned-licence",
            Blocker::CheckedOutLicence => "in-the-way-checked-out-licence",
        };
        BlockerView {
            code: Some(blocker),
            text: self.say.with_counts(
                text,
                &[("name", &preflight.user.display_name), ("account", self.account_name)],
                &[("count", self.checked_out_by(preflight.user.id.as_str()).count().max(1))],
            ),
            blocks: blocker.blocks(),
            actions: self.helps(blocker, preflight),
            next: self.others_do(blocker),
        }
    }

    fn helps(&self, blocker: Blocker, preflight: &RemovalPreflight) -> Vec<ActionView> {
        let user = &preflight.user.id;
        let among_people =
            |label: &str| ActionView { request: Request::OpenWindow { screen: Screen::People }, label: self.say.text(label) };
        match blocker {
            Blocker::FulfilmentContact => {
                vec![self.ask("action-end-designation", AdminChange::EndDesignation { user: user.clone() })]
            }
            Blocker::LastFulfilmentContact => {
                let myself = AdminChange::Designate { user: self.me.user.id.clone(), country: None };
                let myself =
                    (!self.is_me(user.as_str()) && self.me.fulfilment_contact.is_none()).then(|| self.ask("action-designate-me", myself));
                myself.into_iter().chain([among_people("action-choose-contact")]).collect()
            }
            Blocker::LastAdministrator => vec![among_people("action-choose-administrator")],
            Blocker::AssignedLicence => preflight
                .licences
                .iter()
                .map(|it| ActionView {
                    request: Request::Administer { request: AdminChange::ReturnLicence { id: it.id.clone() }.into() },
                    label: self.say.with("action-return-licence", &[("product", &it.product.name)]),
                })
                .collect(),
            Blocker::CheckedOutLicence => self.ends(user.as_str()),
            Blocker::InsufficientRank | Blocker::DirectoryManaged => Vec::new(),
        }
    }

    fn others_do(&self, blocker: Blocker) -> Vec<DoView> {
        match blocker {
            Blocker::InsufficientRank => vec![self.by(Actor::Admin, "in-the-way-insufficient-rank-do")],
            Blocker::DirectoryManaged => vec![self.by(Actor::It, "in-the-way-directory-managed-do")],
            Blocker::CheckedOutLicence => vec![self.by(Actor::You, "in-the-way-checked-out-licence-do")],
            _ => Vec::new(),
        }
    }
}
