// Which buttons ask before anything is sent, and what there is to read then: whatever cannot be taken back alone, or has consequences for
// somebody. The sentences come from the overview; where they are not there any more, nothing is asked and nothing is sent.
import { type AdministratorRole, isAdministratorRole } from "./roles";
import type {
  AskItemView,
  CheckOutItemView,
  CheckOutRequest,
  LeaveView,
  NamedLicenceView,
  OfferView,
  Overview,
  Request,
} from "../platform/contract";

export type Confirmation =
  | { kind: "remove"; name: string; account: string; consequence: string; request: Request }
  | { kind: "decline_request"; id: string; name: string; account: string }
  | { kind: "lock_person"; user: string; name: string }
  | {
      kind: "administrator_role";
      role: AdministratorRole;
      label: string;
      gives: boolean;
      own: boolean;
      name: string;
      account: string;
      request: Request;
    }
  | { kind: "reassign_licence"; licence: NamedLicenceView; name: string; user: string | null }
  | { kind: "accept_offer"; offer: OfferView; request: Request }
  | { kind: "decline_offer"; offer: OfferView; request: Request }
  | { kind: "leave"; leave: LeaveView }
  | { kind: "withdraw_request"; id: string }
  | { kind: "request_check_out"; name: string; request: Extract<CheckOutRequest, { kind: "ask" | "save_request" }> }
  | { kind: "return_check_out"; name: string; file: boolean; request: Request }
  | { kind: "allow_check_out"; item: CheckOutItemView }
  | { kind: "decline_check_out"; item: CheckOutItemView }
  | { kind: "end_check_out"; item: CheckOutItemView; request: Request }
  | { kind: "decline_ask"; item: AskItemView }
  /** The button is older than what is shown now. */
  | { kind: "outdated" };

/** A dialog that can be open. */
export type Dialog = { kind: "help" } | Confirmation;

const outdated: Confirmation = { kind: "outdated" };

/** The question before this request; `null` where there is none to ask. */
export function confirmationOf(request: Request, overview: Overview): Confirmation | null {
  switch (request.kind) {
    case "accept_offer": {
      const offer = overview.offers.find((it) => it.id === request.id);
      return offer ? { kind: "accept_offer", offer, request } : outdated;
    }
    case "decline_offer": {
      const offer = overview.offers.find((it) => it.id === request.id);
      return offer ? { kind: "decline_offer", offer, request } : outdated;
    }
    case "leave":
      return overview.leave ? { kind: "leave", leave: overview.leave } : outdated;
    case "withdraw_removal":
      return { kind: "withdraw_request", id: request.id };
    case "check_out":
      return checkOutConfirmation(request, overview);
    case "administer":
      return adminConfirmation(request, overview);
    // Filled in on a screen of their own, where it is told what follows.
    case "file_removal":
    case "ask_support":
      return null;
    // Undone as easily as done, or nothing that changes anything.
    case "sign_in":
    case "sign_in_with_code":
    case "sign_in_invited":
    case "cancel_sign_in":
    case "sign_out":
    case "check_again":
    case "refresh_policy":
    case "cancel_refresh":
    case "accept_invitation":
    case "decline_invitation":
    case "stay":
    case "ask":
    case "withdraw_ask":
    case "copy_code":
    case "copy_sign_in_address":
    case "copy_message":
    case "copy_why":
    case "copy_email":
    case "write_email":
    case "open_support":
    case "open_window":
    case "window_changed":
    case "set_theme":
    case "set_notifications":
    case "set_language":
    case "set_service_url":
    case "dismiss":
    case "dismiss_arrival":
    case "quit":
      return null;
  }
}

function checkOutConfirmation(request: Extract<Request, { kind: "check_out" }>, overview: Overview): Confirmation | null {
  const asked = request.request;
  const { products, checkOuts } = overview.licences;
  switch (asked.kind) {
    case "ask":
    case "save_request": {
      const offered = checkOuts.offers.some((it) => it.product === asked.product);
      const product = products.find((it) => it.id === asked.product);
      return offered && product ? { kind: "request_check_out", name: product.name, request: asked } : outdated;
    }
    case "return":
    case "save_return": {
      const here = checkOuts.here.find((it) => it.id === asked.id);
      return here ? { kind: "return_check_out", name: here.name, file: asked.kind === "save_return", request } : outdated;
    }
    case "withdraw":
    case "open_file":
    case "save_licences":
      return null;
  }
}

function adminConfirmation(request: Extract<Request, { kind: "administer" }>, overview: Overview): Confirmation | null {
  const admin = overview.admin;
  const asked = request.request;
  const card = admin?.people.card ?? null;
  switch (asked.kind) {
    case "approve": {
      const item = admin?.inbox.items.find((it) => it.id === asked.id && it.open && it.preflight && !it.blocked);
      if (!admin || !item) return outdated;
      return { kind: "remove", name: item.person.name, account: admin.accountName, consequence: item.consequence, request };
    }
    case "decline": {
      const item = admin?.inbox.items.find((it) => it.id === asked.id && it.open);
      return admin && item ? { kind: "decline_request", id: item.id, name: item.person.name, account: admin.accountName } : outdated;
    }
    case "remove":
      if (!admin || card?.user !== asked.user || !card.removal || card.removal.blocked) return outdated;
      return { kind: "remove", name: card.name ?? card.email, account: admin.accountName, consequence: card.removal.consequence, request };
    case "allow_check_out":
    case "decline_check_out":
    case "end_check_out": {
      const open = [...(admin?.inbox.checkOuts ?? []), ...(card?.checkOuts ?? [])];
      const item = open.find((it) => it.id === asked.id && (it.state === "asked") === (asked.kind !== "end_check_out"));
      if (!item) return outdated;
      return asked.kind === "end_check_out" ? { kind: asked.kind, item, request } : { kind: asked.kind, item };
    }
    case "decline_ask": {
      const item = admin?.inbox.asks.find((it) => it.id === asked.id && it.open);
      return item ? { kind: asked.kind, item } : outdated;
    }
    case "lock":
      return { kind: "lock_person", user: asked.user, name: nameOf(asked.user, overview) };
    case "set_roles":
      return roleConfirmation(asked.user, asked.roles, request, overview);
    case "find":
    case "more":
    case "open_person":
    case "close_person":
    case "open_request":
    case "preview_removal":
    case "create":
    case "add_to_account":
    case "invite":
    case "offer_transfer":
    case "revoke_transfer":
    case "revoke_invitation":
    case "approve_ask":
    case "approve_person":
    case "reject_person":
    case "unlock":
    case "set_country":
    case "undo":
    case "designate":
    case "end_designation":
    case "reassign_licence":
    case "return_licence":
    case "copy_welcome":
    case "copy_for_buyer":
      return null;
  }
}

/** An administrator's role is given and taken on purpose only; the others are undone as easily as done. */
function roleConfirmation(user: string, roles: readonly string[], request: Request, overview: Overview): Confirmation | null {
  const admin = overview.admin;
  const card = admin?.people.card;
  if (!admin || card?.user !== user) return null;
  const changed = card.roles.find((it) => isAdministratorRole(it.id) && it.chosen !== roles.includes(it.id));
  if (!changed || !isAdministratorRole(changed.id)) return null;
  return {
    kind: "administrator_role",
    role: changed.id,
    label: changed.label,
    gives: !changed.chosen,
    own: card.email === overview.session.email,
    name: card.name ?? card.email,
    account: admin.accountName,
    request,
  };
}

function nameOf(user: string, overview: Overview): string {
  const people = overview.admin?.people;
  if (people?.card?.user === user) return people.card.name ?? people.card.email;
  return people?.list.find((row) => row.id === user)?.name ?? "";
}
