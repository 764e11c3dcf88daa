# Words that people meet here and nowhere else, and what they mean: in the window’s Help and by the command line’s help.

ui-term-locked = Locked
ui-term-locked-text = Licensed software does not start, and you see only your own record, requests and licences. Leaving an account locks you until the next one adds and unlocks you; an administrator, your company’s directory or support can lock you, too. Nobody unlocks themselves.
ui-term-country = Licence country
ui-term-country-text = The country in which you may use your account’s licences (Entitlement Country). One that an administrator set for you always counts; otherwise your company’s directory, your profile, or the country where your account buys most. Some products work in every country.
ui-term-fulfilment-contact = Fulfilment Contact
ui-term-fulfilment-contact-text = Somebody who gets the account’s licence e-mails. An account has at least one and at most ten. A Fulfilment Contact can’t be removed from the account until that ends; the only one must be replaced first.
