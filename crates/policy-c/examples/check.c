/*
 * May a product run on this machine? What a product written in C does, and a small command:
 *
 *   check PRODUCT [VERSION] [--home FOLDER]      exit 0: may run, 3: may not, 2: wrong usage
 *   check --list [--home FOLDER]
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

int main(int argc, char **argv) {
    const char *home = NULL, *product = NULL, *version = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--home") == 0 && i + 1 < argc) {
            home = argv[++i];
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
