//! The pages that people see while signing in to the demo.

use super::Person;
use crate::html::{escaped, page};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use std::fmt::Write as _;

/// Who signs in to the application; each person is a link that repeats the request with that person named.
pub(super) fn pick(people: &[Person], query: &str, hint: Option<&str>) -> Response {
    let mut body = String::from(
        "<h1>Who is signing in?</h1>\n<p>This is the demonstration sign-in of this computer. Pick a person; there is no password.</p>\n",
    );
    nobody(&mut body, hint);
    list(&mut body, people, query);
    html(StatusCode::OK, "Sign in", &body)
}

/// The same for a device that waits with a code. Each person is a button of a form: only who sees this page can send it.
pub(super) fn pick_for_device(people: &[Person], hint: Option<&str>, code: &str, secret: &str) -> Response {
    let mut body = format!(
        "<h1>Who is signing in on the device?</h1>\n<p>Go on only if the device shows the code <strong class=\"code\">{}</strong>.</p>\n",
        escaped(code)
    );
    nobody(&mut body, hint);
    let _ = writeln!(
        body,
        "<form method=\"post\" action=\"device\">\n<input type=\"hidden\" name=\"user_code\" value=\"{}\">\n\
         <input type=\"hidden\" name=\"page\" value=\"{}\">\n<ul>",
        escaped(code),
        escaped(secret)
    );
    for person in people {
        let _ = writeln!(
            body,
            "<li><button type=\"submit\" name=\"login_hint\" value=\"{email}\"><strong>{}</strong> <span>{email}</span></button></li>",
            escaped(&person.name),
            email = escaped(&person.email)
        );
    }
    body.push_str("</ul>\n<p><button class=\"quiet\" type=\"submit\" name=\"choice\" value=\"cancel\">Cancel</button></p>\n</form>\n");
    let mut answer = html(StatusCode::OK, "Sign in on a device", &body);
    // With none of it, browsers do not say where the form was sent from.
    answer.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    answer
}

/// Where a person types the code that the device shows.
pub(super) fn enter_code(problem: Option<&str>) -> Response {
    let (note, described, status) = match problem {
        Some(why) => (
            format!("<p id=\"problem\" class=\"problem\" role=\"alert\">{}</p>\n", escaped(why)),
            " aria-describedby=\"problem\" aria-invalid=\"true\"",
            StatusCode::BAD_REQUEST,
        ),
        None => (String::new(), "", StatusCode::OK),
    };
    let body = format!(
        "<h1>Enter the code</h1>\n{note}<form method=\"get\" action=\"device\">\n<label for=\"code\">Code that the device shows</label>\n\
         <input id=\"code\" name=\"user_code\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" required maxlength=\"12\"{described}>\n\
         <button type=\"submit\">Continue</button>\n</form>\n"
    );
    html(status, "Enter the code", &body)
}

/// The end of a way: nothing is left to do on this page.
pub(super) fn done(status: StatusCode, title: &str, text: &str) -> Response {
    html(status, title, &format!("<h1>{}</h1>\n<p role=\"status\">{}</p>\n", escaped(title), escaped(text)))
}

/// A request that cannot be answered anywhere else.
pub(super) fn wrong(status: StatusCode, title: &str, why: &str) -> Response {
    done(status, title, &format!("{why} Close this page and start again in the application."))
}

fn nobody(body: &mut String, hint: Option<&str>) {
    if let Some(hint) = hint {
        let _ =
            writeln!(body, "<p class=\"problem\" role=\"alert\">Nobody here has the address {}. Pick somebody else.</p>", escaped(hint));
    }
}

fn list(body: &mut String, people: &[Person], query: &str) {
    body.push_str("<ul>\n");
    for person in people {
        let link = escaped(&with(query, "login_hint", &person.email));
        let _ = writeln!(
            body,
            "<li><a href=\"?{link}\"><strong>{}</strong> <span>{}</span></a></li>",
            escaped(&person.name),
            escaped(&person.email)
        );
    }
    let _ = writeln!(body, "</ul>\n<p><a class=\"quiet\" href=\"?{}\">Cancel</a></p>", escaped(&with(query, "choice", "cancel")));
}

/// The query as it came, with the person's answer in it.
fn with(query: &str, name: &str, value: &str) -> String {
    let asked = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "login_hint" && name != "choice");
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(asked).append_pair(name, value).finish()
}

fn html(status: StatusCode, title: &str, body: &str) -> Response {
    page(status, "en", title, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_is_escaped() {
        assert_eq!(escaped("<b a=\"1\">'&"), "&lt;b a=&quot;1&quot;&gt;&#39;&amp;");
        let people = [Person { sub: "x".into(), email: "x@example.com".into(), name: "<script>alert(1)</script>".into() }];
        let mut body = String::new();
        nobody(&mut body, Some("<img src=x>"));
        list(&mut body, &people, "state=%22%3E%3Cscript%3E&login_hint=old");
        assert!(!body.contains("<script") && !body.contains("<img"), "{body}");
        assert!(body.contains("login_hint=x%40example.com") && !body.contains("login_hint=old"), "{body}");
    }
}
