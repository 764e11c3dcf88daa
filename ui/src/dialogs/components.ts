// Which component asks what: one for every kind of dialog. A kind without one does not compile.
import type { Component } from "svelte";
import type { Dialog } from "../state/confirmations";
import AcceptOffer from "./AcceptOffer.svelte";
import AdministratorRole from "./AdministratorRole.svelte";
import AllowCheckOut from "./AllowCheckOut.svelte";
import DeclineAsk from "./DeclineAsk.svelte";
import DeclineCheckOut from "./DeclineCheckOut.svelte";
import DeclineOffer from "./DeclineOffer.svelte";
import DeclineRequest from "./DeclineRequest.svelte";
import EndCheckOut from "./EndCheckOut.svelte";
import Help from "./Help.svelte";
import Leave from "./Leave.svelte";
import LockPerson from "./LockPerson.svelte";
import Outdated from "./Outdated.svelte";
import ReassignLicence from "./ReassignLicence.svelte";
import RemovePerson from "./RemovePerson.svelte";
import RequestCheckOut from "./RequestCheckOut.svelte";
import ReturnCheckOut from "./ReturnCheckOut.svelte";
import WithdrawRequest from "./WithdrawRequest.svelte";

/** What there is to read in a dialog are the properties of its component. */
const components: { [Kind in Dialog["kind"]]: Component<Omit<Extract<Dialog, { kind: Kind }>, "kind">> } = {
  help: Help,
  remove: RemovePerson,
  decline_request: DeclineRequest,
  lock_person: LockPerson,
  administrator_role: AdministratorRole,
  reassign_licence: ReassignLicence,
  accept_offer: AcceptOffer,
  decline_offer: DeclineOffer,
  leave: Leave,
  withdraw_request: WithdrawRequest,
  request_check_out: RequestCheckOut,
  return_check_out: ReturnCheckOut,
  allow_check_out: AllowCheckOut,
  decline_check_out: DeclineCheckOut,
  end_check_out: EndCheckOut,
  decline_ask: DeclineAsk,
  outdated: Outdated,
};

/** The component that shows this dialog. The table above pairs each kind with its own; that the pair stays together cannot be said in types. */
export function componentOf(dialog: Dialog): Component<Dialog> {
  return components[dialog.kind] as Component<Dialog>;
}
