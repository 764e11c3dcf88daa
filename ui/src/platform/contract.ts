// What the UI asks of whatever it runs in, and the generated types it is said in. Only this folder knows Tauri.
import type { Message, Overview, ProblemView, Request, Screen, StepView, Theme } from "./bindings";

export type {
  AccountLicencesView,
  ActionView,
  AdministratorView,
  AdminRequest,
  AdminView,
  ApprovalView,
  ArrivalView,
  AskItemView,
  AskView,
  BlockerView,
  CardLineView,
  CaseView,
  CheckOutItemView,
  CheckOutRequest,
  CheckOutsView,
  CheckOutView,
  ChoiceView,
  DoView,
  EndingView,
  ForecastView,
  Headline,
  InboxItemView,
  JourneyView,
  LeaveView,
  LicencesView,
  NamedLicenceView,
  NotificationsView,
  OfferView,
  OutgoingView,
  PastRequestView,
  PeopleView,
  PersonCardView,
  PersonRowView,
  ProductView,
  RefreshView,
  RemovalPreviewView,
  RemovalView,
  RemovedView,
  RequestView,
  RightView,
  RuleOutcome,
  SeatsView,
  TakeAlongView,
  Verdict,
  WhyView,
} from "./bindings";
export type { Message, Overview, ProblemView as Problem, Request, Screen, StepView, Theme };

/** The outside world of the UI. It owns no state and never sees a token. */
export interface Platform {
  /** Everything that is shown, as it is now. */
  overview(): Promise<Overview>;
  /** Calls back for each new overview; resolves, once it listens, to the function that stops it. */
  onOverview(changed: (overview: Overview) => void): Promise<() => void>;
  /** Hands a request to the controller. Its effect shows in a later overview; a problem means that it was not taken at all. */
  request(request: Request): Promise<ProblemView | undefined>;
  /** Closes the window; the app stays where there is a tray. */
  close(): Promise<void>;
}
