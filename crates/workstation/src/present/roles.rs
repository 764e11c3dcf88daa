//! What roles are called.

use domicile_model::person::Role;

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
