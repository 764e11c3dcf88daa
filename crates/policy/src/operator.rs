//! Whose build this is: the operator who runs the directory for a vendor, named when it was built (`DOMICILE_OPERATOR`).

include!(concat!(env!("OUT_DIR"), "/operator.rs"));

/// An operator, as the programs that people install know them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operator {
    /// The name that people read.
    pub name: &'static str,
    /// Where the directory is: an https address, or one of this machine.
    pub service_url: &'static str,
    /// Who helps.
    pub support_contact: Option<&'static str>,
    /// Their e-mail address.
    pub support_address: Option<&'static str>,
    /// Their page.
    pub support_page: Option<&'static str>,
    /// What becomes of personal data.
    pub privacy_page: Option<&'static str>,
}

/// Whose build this is; `None` for one that is nobody's in particular.
pub fn operator() -> Option<&'static Operator> {
    const { &OPERATOR }.as_ref()
}
