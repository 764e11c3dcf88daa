/*
 * The licences of one person on this machine, for products written in C or anything that can call C.
 * Written from crates/policy-c by its tests; do not edit.
 *
 *   domicile_licences *licences = NULL;
 *   domicile_answer answer = { .struct_size = sizeof answer };
 *   if (domicile_open(NULL, &licences) == DOMICILE_OK
 *       && domicile_check(licences, "bridge-modeler", "2025.1", &answer) == DOMICILE_OK && answer.may_run) { ... }
 *   domicile_close(licences);
 *
 * - Open once, keep it for the life of the process, ask whenever it matters. A question takes microseconds as long as no file changed;
 *   a withdrawal counts with the next question.
 * - Threads: every function may be called from any thread, several on the same object at once. domicile_close and the *_free functions
 *   end an object: call them once, when nobody uses it any more.
 * - Structs begin with struct_size, which the caller sets to sizeof: a program and a library of different age understand one another.
 *   New members are added at the end. A member that the library does not know is set to zero.
 * - Texts are UTF-8 and end with a zero byte. Texts that come out through char ** belong to the caller: domicile_string_free. Texts that
 *   are returned as const char * are never freed.
 * - Numbers of results, states, reasons, usage types, rules, outcomes, fixes and fields are never given a new meaning. Treat one that you
 *   do not know as "may not run" and read may_run, which is 1 exactly where the product may run.
 * - Nothing here ends the process: what fails inside is DOMICILE_FAILED. Where a function does not answer DOMICILE_OK, a struct that it was
 *   to fill says "may not run" (but for DOMICILE_SIZE, which leaves it alone), and a text is NULL.
 */

#ifndef DOMICILE_POLICY_H
#define DOMICILE_POLICY_H

#include <stdint.h>

// Done.
#define DOMICILE_OK 0

// A pointer that must point somewhere is NULL.
#define DOMICILE_NULL 1

// A text is not UTF-8.
#define DOMICILE_NOT_UTF8 2

// struct_size is smaller than that of the first version of the struct.
#define DOMICILE_SIZE 3

// There is nothing with that number or index.
#define DOMICILE_NO_SUCH 4

// Something failed inside; please report it.
#define DOMICILE_FAILED 5

// May run.
#define DOMICILE_STATE_VALID 1

// May run; a refresh is due.
#define DOMICILE_STATE_REFRESH_DUE 2

// May run: the contract has ended, its grace has not.
#define DOMICILE_STATE_GRACE 3

// May run as a trial.
#define DOMICILE_STATE_TRIAL 4

// The policy's own validity is over: Refresh Policy.
#define DOMICILE_STATE_EXPIRED 5

// The policy says no; the reason stands beside.
#define DOMICILE_STATE_NOT_ENTITLED 6

// The clock is more than a day behind a time that is known to have passed.
#define DOMICILE_STATE_CLOCK_SUSPECT 7

// The file is older than one accepted before.
#define DOMICILE_STATE_ROLLED_BACK 8

// The file belongs to another machine or person.
#define DOMICILE_STATE_WRONG_MACHINE 9

// The file is signed by a key that is not known, not in use or revoked.
#define DOMICILE_STATE_UNKNOWN_KEY 10

// The file cannot be read or does not verify.
#define DOMICILE_STATE_CORRUPT 11

// There is none.
#define DOMICILE_STATE_NO_POLICY 12

// No reason: the state is not DOMICILE_STATE_NOT_ENTITLED.
#define DOMICILE_REASON_NONE 0

// The account does not own it.
#define DOMICILE_REASON_NOT_OWNED 1

// Owned, but not for the user's country.
#define DOMICILE_REASON_OTHER_COUNTRY 2

// The account owns nothing in the user's country.
#define DOMICILE_REASON_COUNTRY_WITHOUT_ENTITLEMENTS 3

// Restricted to groups or roles that the user lacks.
#define DOMICILE_REASON_RESTRICTED 4

// The contract has not begun.
#define DOMICILE_REASON_NOT_YET_STARTED 5

// The contract and its grace are over.
#define DOMICILE_REASON_ENDED 6

// The user is locked.
#define DOMICILE_REASON_LOCKED 7

// The user belongs to no account.
#define DOMICILE_REASON_UNAFFILIATED 8

// The product's version is not covered.
#define DOMICILE_REASON_VERSION_NOT_COVERED 9

// A reason that this library does not know.
#define DOMICILE_REASON_OTHER 99

// The policy does not name the product, or there is none.
#define DOMICILE_USAGE_NONE 0

// Ordinary work.
#define DOMICILE_USAGE_PRODUCTION 1

// Trying out before buying.
#define DOMICILE_USAGE_EVALUATION 2

// A trial period.
#define DOMICILE_USAGE_TRIAL 3

// A type that this library does not know.
#define DOMICILE_USAGE_OTHER 99

// There is no such moment: no end of the contract, for instance.
#define DOMICILE_NO_TIME INT64_MIN

// There is a policy on this machine.
#define DOMICILE_RULE_PRESENT 1

// Its keys are vouched for by the root that this build trusts.
#define DOMICILE_RULE_KEYS_TRUSTED 2

// It is signed, whole, and of a form that this build reads.
#define DOMICILE_RULE_GENUINE 3

// It is for this person and this machine.
#define DOMICILE_RULE_FOR_THIS_MACHINE 4

// It is not older than one accepted before.
#define DOMICILE_RULE_NEWEST 5

// The clock is not behind a time that is known to have passed.
#define DOMICILE_RULE_CLOCK_PLAUSIBLE 6

// The policy's own validity is not over; or it is, and the product is checked out.
#define DOMICILE_RULE_IN_DATE 7

// The person belongs to an account.
#define DOMICILE_RULE_AFFILIATED 8

// The person is not locked.
#define DOMICILE_RULE_UNLOCKED 9

// The account owns the product.
#define DOMICILE_RULE_OWNED 10

// It owns it for the person's country.
#define DOMICILE_RULE_COUNTRY 11

// It is not restricted to groups or roles that the person lacks.
#define DOMICILE_RULE_UNRESTRICTED 12

// What the policy says of the product is something that this build knows.
#define DOMICILE_RULE_UNDERSTOOD 13

// The contract has begun.
#define DOMICILE_RULE_STARTED 14

// The product's version is covered.
#define DOMICILE_RULE_VERSION_COVERED 15

// The contract, with its grace, is not over.
#define DOMICILE_RULE_NOT_ENDED 16

// It is a right for work, not a trial.
#define DOMICILE_RULE_FULL_RIGHT 17

// No refresh is due.
#define DOMICILE_RULE_REFRESHED 18

// Nothing to say.
#define DOMICILE_OUTCOME_PASSED 1

// It let the product run, with something to tell: in grace, as a trial, by a check-out, with a refresh due.
#define DOMICILE_OUTCOME_NOTED 2

// It refused: the last one of a chain.
#define DOMICILE_OUTCOME_REFUSED 3

// Nothing needs help.
#define DOMICILE_ACTION_NONE 0

// Refresh Policy.
#define DOMICILE_ACTION_REFRESH_POLICY 1

// Set the machine's clock, then Refresh Policy.
#define DOMICILE_ACTION_SET_CLOCK 2

// Sign in on this machine.
#define DOMICILE_ACTION_SIGN_IN 3

// Use a newer Domicile, or a newer product built with it.
#define DOMICILE_ACTION_UPDATE 4

// Be added to an account.
#define DOMICILE_ACTION_JOIN_ACCOUNT 5

// Unlock the person.
#define DOMICILE_ACTION_UNLOCK 6

// Enable the person in the company's directory.
#define DOMICILE_ACTION_ENABLE_IN_DIRECTORY 7

// Buy the product, or a right for work in place of a trial.
#define DOMICILE_ACTION_BUY 8

// Give the person a country that the account has contracts for.
#define DOMICILE_ACTION_SET_COUNTRY 9

// Put the person into a group, or give a role, that may use the product.
#define DOMICILE_ACTION_LIFT_RESTRICTION 10

// Wait for the contract to begin.
#define DOMICILE_ACTION_WAIT_FOR_START 11

// Renew the contract.
#define DOMICILE_ACTION_RENEW 12

// Start a version that is covered.
#define DOMICILE_ACTION_USE_COVERED_VERSION 13

// Nothing needs help.
#define DOMICILE_WHO_NONE 0

// The person at this machine.
#define DOMICILE_WHO_YOU 1

// An administrator: of the account, or of the one that the person is to join.
#define DOMICILE_WHO_ADMINISTRATOR 2

// Whoever runs the company's directory.
#define DOMICILE_WHO_INTERNAL_IT 3

// The version of this interface. It rises when something is added; what was there stays as it is.
#define DOMICILE_INTERFACE 2

// The user's opaque id.
#define DOMICILE_TEXT_SUBJECT 1

// The account's opaque id.
#define DOMICILE_TEXT_ACCOUNT_ID 2

// The account's name.
#define DOMICILE_TEXT_ACCOUNT_NAME 3

// The entitlement country (ISO 3166-1 alpha-2).
#define DOMICILE_TEXT_COUNTRY 4

// The cause of a withdrawal ("removed", "locked", "unaffiliated", "disabled", "other").
#define DOMICILE_TEXT_WITHDRAWN 5

// Why a file was refused, as a stable code.
#define DOMICILE_TEXT_REFUSAL 6

// The product's stable id, as domicile_check takes it.
#define DOMICILE_PRODUCT_ID 1

// The product's name.
#define DOMICILE_PRODUCT_NAME 2

// The edition or feature.
#define DOMICILE_PRODUCT_EDITION 3

// The check-out's id.
#define DOMICILE_CHECK_OUT_ID 1

// The product's stable id, as domicile_check takes it.
#define DOMICILE_CHECK_OUT_PRODUCT 2

// The product's name.
#define DOMICILE_CHECK_OUT_NAME 3

// The opaque id of the account whose right it is.
#define DOMICILE_CHECK_OUT_ACCOUNT_ID 4

// That account's name.
#define DOMICILE_CHECK_OUT_ACCOUNT_NAME 5

// The check-outs that the policy stands by and that are not over, as they were when domicile_check_outs_of was called. Freed by
// domicile_check_outs_free.
typedef struct domicile_check_outs domicile_check_outs;

// The licences of one person on this machine. Opened by domicile_open, closed by domicile_close.
typedef struct domicile_licences domicile_licences;

// Every product that the policy names, as it was when domicile_list_of was called. Freed by domicile_list_free.
typedef struct domicile_list domicile_list;

// The answer for one product. Times are seconds since 1970 UTC, or DOMICILE_NO_TIME.
typedef struct domicile_answer {
  // The size of this struct as the caller knows it; set it before the call.
  uint32_t struct_size;
  // 1 exactly where the product may run, else 0.
  uint32_t may_run;
  // One of DOMICILE_STATE_*.
  int32_t state;
  // One of DOMICILE_REASON_*; not NONE exactly where the state is NOT_ENTITLED.
  int32_t reason;
  // One of DOMICILE_USAGE_*.
  int32_t usage_type;
  // Zero.
  uint32_t reserved;
  // The first second of the contract.
  int64_t contract_starts;
  // The last second of the contract.
  int64_t contract_ends;
  // The last second of its grace.
  int64_t grace_ends;
  // "Policy valid until": the first second in which the policy grants nothing any more.
  int64_t policy_valid_until;
  // "Checked out until": the first second in which the check-out that counts for the product grants nothing any more. Since interface 2.
  int64_t checked_out_until;
} domicile_answer;

// The rules that led to an answer, in the order in which they were asked, and what would help first.
typedef struct domicile_explanation {
  // The size of this struct as the caller knows it; set it before the call.
  uint32_t struct_size;
  // How many rules were asked; the arrays hold so many, and zeros behind them.
  uint32_t length;
  // One of DOMICILE_ACTION_*: the nearest fix.
  int32_t action;
  // One of DOMICILE_WHO_*: who does it.
  int32_t who;
  // DOMICILE_RULE_*, one for each rule that was asked.
  int32_t rules[32];
  // DOMICILE_OUTCOME_*, one for each of these rules. The one that refused, if any, is the last.
  int32_t outcomes[32];
} domicile_explanation;

// The policy as a whole. Times are seconds since 1970 UTC, or DOMICILE_NO_TIME.
typedef struct domicile_status {
  // The size of this struct as the caller knows it; set it before the call.
  uint32_t struct_size;
  // One of DOMICILE_STATE_*, but for GRACE, TRIAL and NOT_ENTITLED, which are a product's own.
  int32_t state;
  // 1 where the policy grants nothing at all; domicile_text names the cause.
  uint32_t withdrawn;
  // 1 where this library trusts the public demo keys.
  uint32_t demo_keys;
  // The policy's serial number; 0 where there is no policy to show.
  uint64_t policy_version;
  // The time that this was judged at.
  int64_t now;
  // When the policy was issued.
  int64_t issued;
  // "Policy valid until".
  int64_t valid_until;
  // From here on a refresh is due.
  int64_t refresh_after;
  // When the service answered last, by this machine's clock.
  int64_t last_contact;
} domicile_status;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The stable name of a state, as domicile check --json has it; "unknown" for a number that this library does not know.
const char *domicile_state_name(int32_t state);

// The stable name of a reason; "none" for no reason, "unknown" for a number that this library does not know.
const char *domicile_reason_name(int32_t reason);

// The stable name of a rule, as domicile check --explain --json has it; "unknown" for a number that this library does not know.
const char *domicile_rule_name(int32_t rule);

// The stable name of an outcome, as domicile check --explain --json has it; "unknown" for a number that this library does not know.
const char *domicile_outcome_name(int32_t outcome);

// The stable name of a fix, as domicile check --explain --json has it; "none" for none; "unknown" for a number that this library does not know.
const char *domicile_action_name(int32_t action);

// The stable name of whoever does it, as domicile check --explain --json has it; "none" for none; "unknown" for a number that this library does not know.
const char *domicile_who_name(int32_t who);

// Opens the licences in the data folder home, or those of this process's user where home is NULL. A folder that does not exist, is
// empty or damaged opens as well: the answers say so.
int32_t domicile_open(const char *home,
                      struct domicile_licences **licences);

// Closes it. NULL is fine.
void domicile_close(struct domicile_licences *licences);

// Waits in this thread until a file of the policy changes compared with *stamp, for milliseconds at most; 0 only looks, at metadata
// alone. *changed becomes 1 or 0, and *stamp what the files look like now. Begin with a *stamp of 0, which differs from everything.
// A policy that expires changes no file.
int32_t domicile_wait(const struct domicile_licences *licences,
                      uint32_t milliseconds,
                      uint64_t *stamp,
                      uint32_t *changed);

// The version of this library, for messages.
const char *domicile_version(void);

// The DOMICILE_INTERFACE that this library has. A program needs one that is not lower than that of the header it was built with.
uint32_t domicile_interface(void);

// 1 where this library trusts the public demo keys, so that anybody can issue policies to it: say so wherever a licence is shown.
uint32_t domicile_demo_keys(void);

// Whether product may run now. version may be NULL: then every version counts as covered.
int32_t domicile_check(const struct domicile_licences *licences,
                       const char *product,
                       const char *version,
                       struct domicile_answer *answer);

// Whether product may run now, as domicile_check says it, and why: the rules that were asked and the nearest fix, of the same moment.
// answer may be NULL for those who need the explanation only.
int32_t domicile_explain(const struct domicile_licences *licences,
                         const char *product,
                         const char *version,
                         struct domicile_answer *answer,
                         struct domicile_explanation *explanation);

// Whose policy this is, until when, and what is wrong with it, if anything.
int32_t domicile_status_of(const struct domicile_licences *licences,
                           struct domicile_status *status);

// A text of the policy, one of DOMICILE_TEXT_*. *text becomes NULL where there is none; free it with domicile_string_free.
int32_t domicile_text(const struct domicile_licences *licences,
                      int32_t which,
                      char **text);

// Lists the products, allowed or not, in rising order of ids. Where there is no policy to show, the list is empty.
int32_t domicile_list_of(const struct domicile_licences *licences, struct domicile_list **list);

// How many products are in it; 0 for NULL.
uint32_t domicile_list_length(const struct domicile_list *list);

// The answer for the product at index, from 0.
int32_t domicile_list_answer(const struct domicile_list *list,
                             uint32_t index,
                             struct domicile_answer *answer);

// A text of the product at index, one of DOMICILE_PRODUCT_*. *text becomes NULL where there is none; free it with
// domicile_string_free.
int32_t domicile_list_text(const struct domicile_list *list, uint32_t index, int32_t which, char **text);

// Frees it. NULL is fine.
void domicile_list_free(struct domicile_list *list);

// Lists the check-outs, in rising order of products. Whether a product runs is said by domicile_check alone.
int32_t domicile_check_outs_of(const struct domicile_licences *licences, struct domicile_check_outs **check_outs);

// How many check-outs are in it; 0 for NULL.
uint32_t domicile_check_outs_length(const struct domicile_check_outs *check_outs);

// "Checked out until": the first second in which the check-out at index, from 0, grants nothing any more. DOMICILE_NO_TIME where the
// result is not DOMICILE_OK.
int32_t domicile_check_outs_until(const struct domicile_check_outs *check_outs,
                                  uint32_t index,
                                  int64_t *until);

// A text of the check-out at index, one of DOMICILE_CHECK_OUT_*. Free it with domicile_string_free.
int32_t domicile_check_outs_text(const struct domicile_check_outs *check_outs,
                                 uint32_t index,
                                 int32_t which,
                                 char **text);

// Frees it. NULL is fine.
void domicile_check_outs_free(struct domicile_check_outs *check_outs);

// Frees a text that came out of this library through char **. NULL is fine.
void domicile_string_free(char *text);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* DOMICILE_POLICY_H */
