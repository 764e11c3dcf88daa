/*
 * May a product run on this machine? What a product written in C does, and a small command:
 *
 *   check PRODUCT [VERSION] [--home FOLDER]      exit 0: may run, 3: may not, 2: wrong usage
 *   check --list [--home FOLDER]                 every product, allowed or not
 *   check --why PRODUCT [VERSION] [--home FOLDER] the rules that led to the answer, and the nearest fix
 *   check --check-outs [--home FOLDER]           what was taken along on this machine
 *
 * Built with: cc check.c -I../include -ldomicile_policy_c
 */
#include <stdio.h>
#include <string.h>

#include "domicile_policy.h"

static void print_account(const domicile_licences *licences) {
    char *name = NULL;
    if (domicile_text(licences, DOMICILE_TEXT_ACCOUNT_NAME, &name) == DOMICILE_OK && name != NULL) {
        printf("account %s\n", name);
    }
    domicile_string_free(name);
}

static int print_list(const domicile_licences *licences) {
    domicile_list *list = NULL;
    int failed = domicile_list_of(licences, &list) != DOMICILE_OK;
    for (uint32_t i = 0; !failed && i < domicile_list_length(list); i++) {
        char *product = NULL;
        domicile_answer answer = {.struct_size = sizeof answer};
        failed = domicile_list_text(list, i, DOMICILE_PRODUCT_ID, &product) != DOMICILE_OK
            || domicile_list_answer(list, i, &answer) != DOMICILE_OK;
        if (!failed) {
            printf("%s %s %s\n", product, domicile_state_name(answer.state), domicile_reason_name(answer.reason));
        }
        domicile_string_free(product);
    }
    domicile_list_free(list);
    return failed;
}

static int print_why(const domicile_licences *licences, const char *product, const char *version) {
    domicile_answer answer = {.struct_size = sizeof answer};
    domicile_explanation why = {.struct_size = sizeof why};
    if (domicile_explain(licences, product, version, &answer, &why) != DOMICILE_OK) {
        return 2;
    }
    for (uint32_t i = 0; i < why.length; i++) {
        /* What passed has nothing to say; a product may list it all the same. */
        if (why.outcomes[i] != DOMICILE_OUTCOME_PASSED) {
            printf("%s %s\n", domicile_rule_name(why.rules[i]), domicile_outcome_name(why.outcomes[i]));
        }
    }
    printf("%s of %u rules, fix %s by %s\n", domicile_state_name(answer.state), (unsigned)why.length, domicile_action_name(why.action),
           domicile_who_name(why.who));
    return answer.may_run ? 0 : 3;
}

static int print_check_outs(const domicile_licences *licences) {
    domicile_check_outs *found = NULL;
    int failed = domicile_check_outs_of(licences, &found) != DOMICILE_OK;
    for (uint32_t i = 0; !failed && i < domicile_check_outs_length(found); i++) {
        char *product = NULL;
        int64_t until = DOMICILE_NO_TIME;
        failed = domicile_check_outs_text(found, i, DOMICILE_CHECK_OUT_PRODUCT, &product) != DOMICILE_OK
            || domicile_check_outs_until(found, i, &until) != DOMICILE_OK;
        if (!failed) {
            printf("%s until %lld\n", product, (long long)until);
        }
        domicile_string_free(product);
    }
    domicile_check_outs_free(found);
    return failed;
}

int main(int argc, char **argv) {
    const char *home = NULL, *product = NULL, *version = NULL;
    int why = 0;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--home") == 0 && i + 1 < argc) {
            home = argv[++i];
        } else if (strcmp(argv[i], "--why") == 0) {
            why = 1;
        } else if (product == NULL) {
            product = argv[i];
        } else {
            version = argv[i];
        }
    }
    if (product == NULL) {
        fprintf(stderr, "check PRODUCT [VERSION] [--home FOLDER]\n");
        return 2;
    }
    if (domicile_interface() < DOMICILE_INTERFACE) {
        fprintf(stderr, "this needs a newer library than %s\n", domicile_version());
        return 2;
    }

    domicile_licences *licences = NULL;
    if (domicile_open(home, &licences) != DOMICILE_OK) {
        fprintf(stderr, "cannot open the licences\n");
        return 2;
    }
    print_account(licences);
    int code = 2;
    if (strcmp(product, "--list") == 0) {
        code = print_list(licences) ? 2 : 0;
    } else if (strcmp(product, "--check-outs") == 0) {
        code = print_check_outs(licences) ? 2 : 0;
    } else if (why) {
        code = print_why(licences, product, version);
    } else {
        domicile_answer answer = {.struct_size = sizeof answer};
        int32_t result = domicile_check(licences, product, version, &answer);
        if (result == DOMICILE_OK) {
            printf("%s %s\n", domicile_state_name(answer.state), domicile_reason_name(answer.reason));
            code = answer.may_run ? 0 : 3;
        } else {
            fprintf(stderr, "result %d\n", (int)result);
        }
    }
    domicile_close(licences);
    return code;
}
