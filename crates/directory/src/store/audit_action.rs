//! What an event can say that happened: every action, by its stable name. `docs/audit.md` prints the list; a test holds the two together.

/// One line per action: name, stable name, what happened.
macro_rules! actions {
    ($($name:ident, $action:literal, $what:literal;)*) => {
        /// What happened; the names are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum AuditAction {
            $(#[doc = $what] $name),*
        }

        impl AuditAction {
            /// Every action, with what happened.
            #[cfg(test)]
            const ALL: &[(Self, &'static str)] = &[$((Self::$name, $what)),*];

            /// The stable name, as it stands in the record.
            pub(crate) fn as_str(self) -> &'static str {
                match self { $(Self::$name => $action),* }
            }
        }
    };
}

actions! {
    RemovalRequestFiled, "removal_request.filed", "a person asked to be removed from the account, or accepting an offer asked for them";
    RemovalRequestSeen, "removal_request.seen", "an administrator opened the request";
    RemovalRequestApproved, "removal_request.approved", "an administrator approved it";
    RemovalRequestBlocked, "removal_request.blocked", "it was approved, and something stood in the way";
    RemovalRequestUnblocked, "removal_request.unblocked", "nothing stands in its way any more";
    RemovalRequestDeclined, "removal_request.declined", "an administrator declined it, with a reason";
    RemovalRequestWithdrawn, "removal_request.withdrawn", "the person withdrew it";
    RemovalRequestExpired, "removal_request.expired", "nobody answered in time";
    RemovalRequestReminded, "removal_request.reminded", "whoever can answer was reminded";
    RemovalRequestFulfilled, "removal_request.fulfilled", "the person was removed";
    PersonRequestFiled, "person_request.filed", "a person asked to be added, to be unlocked, for a country or for a role";
    PersonRequestSeen, "person_request.seen", "an administrator opened the request";
    PersonRequestApproved, "person_request.approved", "an administrator approved it";
    PersonRequestDeclined, "person_request.declined", "an administrator declined it, with a reason";
    PersonRequestWithdrawn, "person_request.withdrawn", "the person withdrew it, left the account, or joined another; or the account was closed";
    PersonRequestExpired, "person_request.expired", "nobody answered in time";
    PersonRequestReminded, "person_request.reminded", "whoever can answer was reminded";
    PersonRequestFulfilled, "person_request.fulfilled", "what was asked for is so, by the answer or by another way";
    TransferOffered, "transfer.offered", "an administrator offered to take somebody over";
    TransferAccepted, "transfer.accepted", "the person accepted the offer";
    TransferDeclined, "transfer.declined", "the person declined it, or took their acceptance back";
    TransferRevoked, "transfer.revoked", "an administrator revoked it";
    TransferExpired, "transfer.expired", "its time was over";
    TransferEnded, "transfer.ended", "it ended by itself: the request that it waited for ended, or the person joined the account by another way";
    TransferCompleted, "transfer.completed", "the person was released and joined";
    TransferNoLongerValid, "transfer.no_longer_valid", "the person was released, and the offer did not hold any more";
    InvitationSent, "invitation.sent", "an administrator invited somebody";
    InvitationSentAgain, "invitation.sent_again", "an administrator sent the invitation again";
    InvitationAccepted, "invitation.accepted", "the person accepted it, or signed in by it";
    InvitationDeclined, "invitation.declined", "the person declined it";
    InvitationRevoked, "invitation.revoked", "an administrator revoked it";
    InvitationExpired, "invitation.expired", "its time was over, or the person joined an account by another way";
    ApprovalAsked, "approval.asked", "somebody signed in for the first time and waits for approval";
    ApprovalApproved, "approval.approved", "an administrator approved them";
    ApprovalRejected, "approval.rejected", "an administrator rejected them";
    UserCreated, "user.created", "somebody was registered; with `how`, roles and country where a source put them into the account at once";
    UserJoined, "user.joined", "somebody joined the account; `how` says by which way";
    UserRemoved, "user.removed", "somebody was taken out of the account";
    UserRestored, "user.restored", "a removal was reversed: what it took was given again";
    UserLocked, "user.locked", "a lock was set";
    UserUnlocked, "user.unlocked", "a lock was lifted";
    UserRolesChanged, "user.roles_changed", "roles were given or taken";
    UserCountryChanged, "user.country_changed", "the entitlement country was set or unset";
    UserProfileChanged, "user.profile_changed", "the person changed their language or profile country";
    IdentityLinked, "identity.linked", "an identity at an issuer was bound to the person";
    AccountAdministratorNamed, "account.administrator_named", "support made somebody an administrator";
    AddressLookedUp, "address.looked_up", "an administrator looked an address up";
    FulfilmentContactDesignated, "fulfilment_contact.designated", "somebody was designated as a Fulfilment Contact";
    FulfilmentContactEnded, "fulfilment_contact.ended", "a designation ended";
    GroupCreated, "group.created", "a group was made";
    GroupChanged, "group.changed", "a group's name or roles were changed";
    GroupDeleted, "group.deleted", "a group was deleted";
    GroupJoined, "group.joined", "somebody was put into a group";
    GroupLeft, "group.left", "somebody was taken out of a group";
    LicenceAssigned, "licence.assigned", "a named licence was assigned";
    LicenceReassigned, "licence.reassigned", "it went to somebody else";
    LicenceGivenBack, "licence.given_back", "it was returned";
    CheckOutAsked, "check_out.asked", "somebody asked to take a product along";
    CheckOutAllowed, "check_out.allowed", "an administrator allowed it";
    CheckOutDeclined, "check_out.declined", "an administrator declined it";
    CheckOutWithdrawn, "check_out.withdrawn", "the person withdrew what they had asked for";
    CheckOutReturned, "check_out.returned", "the person returned the check-out";
    CheckOutEnded, "check_out.ended", "an administrator ended it";
    CheckOutCancelled, "check_out.cancelled", "it ended with the person's policy";
    CheckOutExpired, "check_out.expired", "its time was over";
    MachineReportSent, "machine_report.sent", "somebody sent what was found out about their computer";
    ServiceRequestOpened, "service_request.opened", "a case for support was opened";
    ServiceRequestAnswered, "service_request.answered", "support answered it";
    AccountOpened, "account.opened", "whoever runs the service opened an account";
    AccountChanged, "account.changed", "an account's name, sign-in, contact or offline days were changed";
    AccountClosed, "account.closed", "an account was closed, and everybody released";
    AccountReopened, "account.reopened", "a closed account was opened again";
    DomainConfirmed, "domain.confirmed", "a domain was confirmed for the account";
    DomainFreed, "domain.freed", "a domain was taken from the account";
    ContractChanged, "contract.changed", "a contract country was added, or its revenue changed";
    ContractEnded, "contract.ended", "a contract country was taken away";
    ProductChanged, "product.changed", "a product was added or changed";
    ProductRetired, "product.retired", "a product is no longer sold";
    EntitlementGranted, "entitlement.granted", "the account got an entitlement";
    EntitlementChanged, "entitlement.changed", "an entitlement was renewed, reduced or otherwise changed";
    EntitlementEnded, "entitlement.ended", "an entitlement was ended";
    UserRecordChanged, "user.record_changed", "whoever runs the service changed somebody's name, address or language";
    MailRetried, "mail.retried", "whoever runs the service had a mail that waits or was given up tried again";
    PersonErased, "person.erased", "what the chain said of somebody was erased: `values` is how many values";
    AuditSealed, "audit.sealed", "events of before, whose hashes are of version 1, can be erased from here on";
    PolicyEpochRaised, "policy_epoch.raised", "whoever runs the service raised the epoch of policies";
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGIN: &str = "<!-- actions -->\n";
    const END: &str = "<!-- end of actions -->\n";

    fn printed() -> String {
        let rows = AuditAction::ALL.iter().map(|(action, what)| format!("| `{}` | {what} |\n", action.as_str()));
        format!("| Action | What happened |\n| --- | --- |\n{}", rows.collect::<String>())
    }

    #[test]
    fn the_page_prints_every_action() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/audit.md");
        let page = std::fs::read_to_string(&path).unwrap();
        let (before, rest) = page.split_once(BEGIN).unwrap();
        let (list, after) = rest.split_once(END).unwrap();
        if std::env::var_os("DOMICILE_RECORD").is_some() {
            std::fs::write(&path, format!("{before}{BEGIN}{}{END}{after}", printed())).unwrap();
        } else {
            assert_eq!(list, printed(), "docs/audit.md is not what the code says: DOMICILE_RECORD=1 writes it anew");
        }
    }

    #[test]
    fn names_are_stable_and_each_its_own() {
        let mut names: Vec<_> = AuditAction::ALL.iter().map(|it| it.0.as_str()).collect();
        assert!(names.iter().all(|it| it.split('.').count() == 2 && it.bytes().all(|c| c.is_ascii_lowercase() || b"._".contains(&c))));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), AuditAction::ALL.len());
    }
}
