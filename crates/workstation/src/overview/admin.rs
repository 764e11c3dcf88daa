//! What an administrator sees besides: the requests of the account, and its people.

use super::{AccountLicencesView, ActionView, AdministratorView, AskItemView, CheckOutItemView, DoView, ProposalState, RightView};
use domicile_model::adding::AddCode;
use domicile_model::delivery::{DeliveryState, RefusalReason};
use domicile_model::preflight::Blocker;
use domicile_model::removal::RemovalState;
use domicile_model::wire::Word;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

view! {
    /// An administrator's two screens.
    struct AdminView {
        /// The account's id.
        account: String,
        /// The account's name.
        account_name: String,
        /// How many wait: requests, approvals and check-outs; the number in navigation and tray.
        waiting: u32,
        /// The screen *Requests*.
        inbox: InboxView,
        /// The screen *People*.
        people: PeopleView,
        /// What the account owns and what of it ends; `null` until it was read.
        licences: Option<AccountLicencesView>,
    }
}

view! {
    /// The screen *Requests*.
    struct InboxView {
        /// `false` until the list was read once.
        loaded: bool,
        /// Being read.
        busy: bool,
        /// Open ones first, then answered ones, newest first.
        items: Vec<InboxItemView>,
        /// Requests of other kinds than to leave: open ones first, then answered ones, newest first.
        asks: Vec<AskItemView>,
        /// People who signed in for the first time and wait for approval.
        approvals: Vec<ApprovalView>,
        /// Licences taken along: wishes first, oldest first, then what is checked out.
        check_outs: Vec<CheckOutItemView>,
        /// "Nobody is waiting for you."
        empty: String,
    }
}

view! {
    /// One removal request in the inbox.
    struct InboxItemView {
        /// Opaque id.
        id: String,
        /// Who asks.
        person: AdministratorView,
        /// Where it stands.
        state: Option<RemovalState>,
        /// Waits for an answer.
        open: bool,
        /// "Ana Costa asks to leave your account."
        title: String,
        /// "Waiting for 2 days" · "Approved on 12 May".
        state_text: String,
        /// In the person's words.
        reason: Option<String>,
        /// In the person's words.
        note: Option<String>,
        /// What the answer was, where it was no.
        decline_reason: Option<String>,
        /// What stands in the way or is worth knowing; read before approving. `null` until the request was opened.
        preflight: Option<Vec<BlockerView>>,
        /// Whether one of them blocks.
        blocked: bool,
        /// What approving does; read in the dialog.
        consequence: String,
        /// When it was filed.
        #[cfg_attr(feature = "specta", specta(type = String))] submitted: Timestamp,
    }
}

view! {
    /// Something in the way of a removal, with what helps.
    struct BlockerView {
        /// Which.
        code: Option<Blocker>,
        /// A sentence.
        text: String,
        /// Blocks, rather than warns.
        blocks: bool,
        /// What can be done about it here.
        actions: Vec<ActionView>,
        /// What somebody else has to do about it.
        #[serde(rename = "do")] next: Vec<DoView>,
    }
}

view! {
    /// Somebody who waits for approval.
    struct ApprovalView {
        /// The person's id.
        user: String,
        /// The address.
        email: String,
        /// "Signed in on 12 May and waits for your approval."
        text: String,
        /// Approve first, then reject.
        actions: Vec<ActionView>,
    }
}

view! {
    /// The screen *People*.
    struct PeopleView {
        /// What was typed last: an address to look up, or a part of a name.
        query: String,
        /// Being looked up.
        busy: bool,
        /// The person that was looked up or opened.
        card: Option<PersonCardView>,
        /// People of the account whose name or address holds what was typed; all of them where nothing was typed.
        list: Vec<PersonRowView>,
        /// There are more than are listed.
        more: bool,
        /// "Nobody here is called that."; empty while there is something to list.
        empty: String,
        /// Offers and invitations that wait for somebody.
        offers: Vec<OutgoingView>,
        /// People who were removed and can be brought back.
        removed: Vec<RemovedView>,
    }
}

view! {
    /// A person in the list.
    struct PersonRowView {
        /// Opaque id.
        id: String,
        /// Name.
        name: String,
        /// Address.
        email: String,
        /// "Account admin", or the roles in words.
        role: String,
        /// "Locked", "Asks to leave"; empty where all is well.
        state: String,
    }
}

view! {
    /// What is the case with a person or an address, as a card says it.
    enum CardCode {
        /// The card of somebody who belongs to the account.
        Member,
        /// The address of somebody who belongs to the account. This and what follows are the codes of adding.
        AlreadyMember,
        /// Belongs to another account.
        AffiliatedElsewhere,
        /// Waits for approval.
        PendingApproval,
        /// Appears at the first sign-in.
        FederatedSignIn,
        /// The company's IT adds people.
        DirectoryManaged,
        /// Outside the confirmed domains.
        InvitationRequired,
        /// Registered and free.
        ExistsUnaffiliated,
        /// Its domain is confirmed for another account.
        DomainOwnedElsewhere,
        /// Unknown.
        CanCreate,
        /// Done: created.
        Created,
        /// Done: added.
        Added,
        /// Done: invited.
        Invited,
        /// Done: offered to be taken over.
        Offered,
        /// A code that this version does not know.
        NotKnown,
    }
}

impl From<&Word<AddCode>> for CardCode {
    fn from(code: &Word<AddCode>) -> Self {
        code.known().map_or(Self::NotKnown, Self::from)
    }
}

impl From<AddCode> for CardCode {
    fn from(code: AddCode) -> Self {
        match code {
            AddCode::AlreadyMember => Self::AlreadyMember,
            AddCode::AffiliatedElsewhere => Self::AffiliatedElsewhere,
            AddCode::PendingApproval => Self::PendingApproval,
            AddCode::FederatedSignIn => Self::FederatedSignIn,
            AddCode::DirectoryManaged => Self::DirectoryManaged,
            AddCode::InvitationRequired => Self::InvitationRequired,
            AddCode::ExistsUnaffiliated => Self::ExistsUnaffiliated,
            AddCode::DomainOwnedElsewhere => Self::DomainOwnedElsewhere,
            AddCode::CanCreate => Self::CanCreate,
            AddCode::Created => Self::Created,
            AddCode::Added => Self::Added,
            AddCode::Invited => Self::Invited,
            AddCode::Offered => Self::Offered,
        }
    }
}

view! {
    /// How a verdict is marked.
    enum Tone {
        /// Nothing stands in the way.
        Good,
        /// Somebody else is to act.
        Waiting,
        /// It cannot go on like this.
        Attention,
    }
}

view! {
    /// One verdict, then what can be done, in order.
    struct PersonCardView {
        /// The person's id, where the account may know it.
        user: Option<String>,
        /// The address: as typed, or the member's.
        email: String,
        /// The name, once the person belongs to the account.
        name: Option<String>,
        /// What is the case: a code of adding, or `member`.
        code: CardCode,
        /// How the verdict is marked.
        tone: Tone,
        /// One sentence.
        verdict: String,
        /// Why, or what follows; one sentence.
        detail: Option<String>,
        /// What became of the mail that tells the person; `null` where there was none, or it is not known any more.
        delivery: Option<DeliveryView>,
        /// Ordered: the first is the primary one.
        actions: Vec<ActionView>,
        /// What somebody else has to do.
        #[serde(rename = "do")] next: Vec<DoView>,
        /// After adding: unlock, country, roles, tell the person. Empty for an address that is no member.
        lines: Vec<CardLineView>,
        /// What removing does, and what stands in its way; `null` until asked for.
        removal: Option<RemovalPreviewView>,
        /// What they may run, with its reasons; empty where the service did not say.
        rights: Vec<RightView>,
        /// Named licences of the person.
        licences: Vec<NamedLicenceView>,
        /// What the person has checked out, or wants to.
        check_outs: Vec<CheckOutItemView>,
        /// Roles that can be given, in order; for whom none can be given, empty.
        roles: Vec<ChoiceView>,
        /// Countries that can be set: those with licences first; the first row is "decided by the rule".
        countries: Vec<ChoiceView>,
        /// Which roles and country a new offer or invitation starts with.
        offer: Option<OfferDraftView>,
    }
}

view! {
    /// What became of a mail.
    struct DeliveryView {
        /// Where it stands; `null` for a word of a newer service.
        state: Option<DeliveryState>,
        /// Why it was not taken, where it was refused and the service said it in a known word.
        reason: Option<RefusalReason>,
    }
}

view! {
    /// The steps after adding somebody.
    enum CardLineId {
        /// Unlock.
        Unlock,
        /// The entitlement country.
        Country,
        /// Roles.
        Roles,
        /// Tell the person.
        Tell,
    }
}

view! {
    /// One of the steps after adding somebody.
    struct CardLineView {
        /// Which.
        id: CardLineId,
        /// "Unlock".
        title: String,
        /// "Done", "Locked since 12 May", "Germany, set by you".
        state: String,
        /// Whether nothing is left to do.
        done: bool,
        /// Why, or what follows.
        detail: Option<String>,
        /// What does it.
        action: Option<ActionView>,
    }
}

view! {
    /// What removing somebody does.
    struct RemovalPreviewView {
        /// What stands in the way or is worth knowing.
        blockers: Vec<BlockerView>,
        /// Whether one of them blocks.
        blocked: bool,
        /// "Ana loses licences from Old Bridge Ltd and is locked. …"
        consequence: String,
    }
}

view! {
    /// A named licence of a person.
    struct NamedLicenceView {
        /// The assignment's id.
        id: String,
        /// The product's name.
        product: String,
        /// "Assigned on 12 May".
        text: String,
        /// Take it back.
        action: ActionView,
    }
}

view! {
    /// Something that can be chosen.
    struct ChoiceView {
        /// What the request takes; empty for "decided by the rule".
        id: String,
        /// In words.
        label: String,
        /// Why it cannot be chosen, or what it means.
        note: Option<String>,
        /// Whether it is the case now.
        chosen: bool,
        /// Whether it can be chosen.
        enabled: bool,
    }
}

view! {
    /// What can come with an offer or an invitation.
    struct OfferDraftView {
        /// Roles that can be promised.
        roles: Vec<ChoiceView>,
        /// Countries that can be promised.
        countries: Vec<ChoiceView>,
    }
}

view! {
    /// What an account proposed to somebody.
    enum OutgoingKind {
        /// An offer to take them over.
        Transfer,
        /// An invitation.
        Invitation,
    }
}

view! {
    /// An offer or invitation of the account.
    struct OutgoingView {
        /// Opaque id.
        id: String,
        /// Which of the two.
        kind: OutgoingKind,
        /// The address as it was typed.
        email: String,
        /// Where it stands.
        state: Option<ProposalState>,
        /// "Offered on 12 May, valid until 11 June"; and why the person does not know of it, where that is so.
        text: String,
        /// What became of the mail that says so; `null` where it is not known any more.
        delivery: Option<DeliveryView>,
        /// Take back.
        actions: Vec<ActionView>,
    }
}

view! {
    /// Somebody who was removed.
    struct RemovedView {
        /// The removal's id.
        id: String,
        /// Name.
        name: String,
        /// Address.
        email: String,
        /// "Removed on 12 May. Can be undone until 10 August."
        text: String,
        /// Undo, or ask the person first.
        action: ActionView,
    }
}
