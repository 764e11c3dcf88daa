//! The card of somebody who belongs to the account: can they work, and if not, what does the administrator do next?

use super::AdminPresenter;
use crate::overview::{ActionView, CardCode, NamedLicenceView, PersonCardView, Tone};
use crate::present::delivery;
use crate::request::{AdminChange, AdminQuery, AdminRequest, Request};
use domicile_model::adding::AddCode;
use domicile_model::person::{LockReason, rank};
use domicile_model::rank::{may_change, may_unlock};
use domicile_model::wire::{LockEntry, Member, RemovalPreflight, RemovalRequest, Rights, Word, known};

impl AdminPresenter<'_> {
    pub(super) fn member(
        &self,
        it: &Member,
        how: Option<&Word<AddCode>>,
        preview: Option<&RemovalPreflight>,
        rights: Option<&Rights>,
    ) -> PersonCardView {
        let (tone, verdict, detail) = self.can_they_work(it);
        PersonCardView {
            user: Some(it.user.id.as_str().to_owned()),
            email: it.user.email.clone(),
            name: Some(it.user.display_name.clone()),
            code: how.map_or(CardCode::Member, CardCode::from),
            tone,
            verdict,
            detail,
            delivery: delivery::delivery(it.delivery.as_ref()),
            actions: self.actions(it, preview),
            next: Vec::new(),
            lines: self.lines(it),
            removal: preview.map(|it| self.removal(it)),
            rights: rights.map(|rights| self.rights(it, rights)).unwrap_or_default(),
            licences: it.licences.iter().map(|licence| self.named_licence(licence)).collect(),
            check_outs: self.check_outs_of(it.user.id.as_str()),
            roles: self.roles(it),
            countries: self.countries(it),
            offer: None,
        }
    }

    /// The root cause speaks; what follows from it stands in the lines.
    fn can_they_work(&self, it: &Member) -> (Tone, String, Option<String>) {
        let say = self.say;
        let named = |id: &str| say.with(id, &[("name", &it.user.display_name), ("account", self.account_name)]);
        if let Some(lock) = self.first_lock(it) {
            let detail = match lock.reason.known() {
                Some(LockReason::RemovedFromAccount) => "member-locked-removed-detail",
                Some(LockReason::Administrator) => "member-locked-administrator-detail",
                Some(LockReason::DirectoryDisabled) => "member-locked-directory-detail",
                Some(LockReason::Support) => "member-locked-support-detail",
                None => "member-locked-unknown-detail",
            };
            return (Tone::Attention, named("member-locked"), Some(named(detail)));
        }
        if self.wrong_country(it) {
            let country = it.explicit_country.map(|it| say.country(it.as_str())).unwrap_or_default();
            let detail = say.with("member-wrong-country-detail", &[("country", &country), ("account", self.account_name)]);
            return (Tone::Attention, named("member-wrong-country"), Some(detail));
        }
        if it.request.as_ref().is_some_and(RemovalRequest::is_open) {
            return (Tone::Waiting, named("member-asks-to-leave"), Some(named("member-asks-to-leave-detail")));
        }
        let detail = it.may_leave_until.filter(|it| *it > say.now());
        let detail = detail.map(|until| say.with("member-may-leave", &[("date", &say.day(until))]));
        (Tone::Good, named("member-can-work"), detail)
    }

    /// The lock that nobody here can lift speaks before one that can be lifted.
    pub(super) fn first_lock<'m>(&self, it: &'m Member) -> Option<&'m LockEntry> {
        it.locks.iter().max_by_key(|it| (it.reason.known().is_none(), it.reason.known()))
    }

    /// A lock that this administrator may lift.
    pub(super) fn liftable(&self, it: &Member) -> Option<ActionView> {
        let own = self.is_me(it.user.id.as_str());
        let mut locks = it.locks.iter().filter_map(|it| it.reason.known());
        let lock = locks.find(|lock| may_unlock(self.rank(), own, rank(&known(&it.roles)), *lock).is_ok())?;
        let user = it.user.id.clone();
        Some(self.ask("action-unlock", AdminChange::Unlock { user, lock }))
    }

    fn actions(&self, it: &Member, preview: Option<&RemovalPreflight>) -> Vec<ActionView> {
        let (user, own) = (it.user.id.clone(), self.is_me(it.user.id.as_str()));
        let below = may_change(self.rank(), rank(&known(&it.roles))).is_ok();
        let request = it.request.as_ref().filter(|it| it.is_open());
        let contact = match &it.fulfilment_contact {
            Some(_) => self.ask("action-end-designation", AdminChange::EndDesignation { user: user.clone() }),
            None => self.ask("action-designate", AdminChange::Designate { user: user.clone(), country: None }),
        };
        let locked_by_hand = it.locks.iter().any(|it| it.reason == LockReason::Administrator);
        let remove: Option<AdminRequest> = match preview {
            Some(preview) if preview.blocked => None,
            Some(_) => Some(AdminChange::Remove { user: user.clone() }.into()),
            None => Some(AdminQuery::PreviewRemoval { user: user.clone() }.into()),
        };
        let label = self.say.with("action-remove-person", &[("name", &it.user.display_name)]);
        let remove = remove.map(|request| ActionView { request: Request::Administer { request }, label });
        self.liftable(it)
            .into_iter()
            .chain(request.map(|it| self.ask("action-open-request", AdminQuery::OpenRequest { id: it.id.clone() })))
            .chain(below.then_some(contact))
            .chain((below && !own && !locked_by_hand).then(|| self.ask("action-lock", AdminChange::Lock { user, because: None })))
            .chain(remove.filter(|_| below))
            .collect()
    }

    fn named_licence(&self, it: &domicile_model::wire::LicenceAssignment) -> NamedLicenceView {
        let request = AdminChange::ReturnLicence { id: it.id.clone() };
        NamedLicenceView {
            id: it.id.as_str().to_owned(),
            product: it.product.name.clone(),
            text: self.say.with("licence-assigned", &[("date", &self.say.day(it.assigned))]),
            action: ActionView {
                request: Request::Administer { request: request.into() },
                label: self.say.with("action-return-licence", &[("product", &it.product.name)]),
            },
        }
    }
}
