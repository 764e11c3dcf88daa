//! What roles are called.

use super::say::Say;
use domicile_model::person::Role;
use domicile_model::wire::Word;

/// What a role is called; one that this version does not know by its word.
pub(super) fn role_label(role: &Word<Role>, say: Say<'_>) -> String {
    match role {
        Word::Known(role) => say.text(role_name(*role)),
        Word::Unknown(word) => word.clone(),
    }
}

/// The message that names a role.
pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::AccountAdmin => "role-account-admin",
        Role::CoAdmin => "role-co-admin",
        Role::GroupAdmin => "member-role-group-admin",
        Role::ServicesAdmin => "member-role-services-admin",
        Role::Download => "member-role-download",
        Role::SdkDownload => "member-role-sdk-download",
        Role::Beta => "member-role-beta",
        Role::LearnAdmin => "member-role-learn-admin",
    }
}
