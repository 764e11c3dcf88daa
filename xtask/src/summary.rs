//! Counts what the test runners say at their end, and says it once for all of them.

/// Tests that passed, failed and were left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    passed: u32,
    failed: u32,
    skipped: u32,
}

impl Summary {
    /// Adds what a runner printed: cargo's `test result: …`, vitest's `Tests  3 passed`, Playwright's `  3 passed (2s)`.
    pub(crate) fn add(&mut self, lines: &[String]) {
        for line in lines.iter().map(|it| plain(it)) {
            let line = line.trim();
            let counted = line.strip_prefix("test result:").or_else(|| line.strip_prefix("Tests ")).or_else(|| {
                let mut words = line.split_ascii_whitespace();
                let count = words.next().is_some_and(|it| it.parse::<u32>().is_ok());
                let what = words.next().is_some_and(|it| matches!(it, "passed" | "failed" | "skipped" | "flaky"));
                (count && what).then_some(line)
            });
            if let Some(counted) = counted {
                self.count(counted);
            }
        }
    }

    fn count(&mut self, text: &str) {
        let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect();
        for pair in words.windows(2) {
            let Ok(number) = pair[0].parse::<u32>() else { continue };
            match pair[1] {
                "passed" | "flaky" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" | "skipped" => self.skipped += number,
                _ => {}
            }
        }
    }

    /// Counts a check that has no runner of its own.
    pub(crate) fn check(&mut self, passed: bool) {
        if passed {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
    }

    /// Counts checks that could not be made.
    pub(crate) fn skip(&mut self, count: usize) {
        self.skipped += u32::try_from(count).unwrap_or(u32::MAX);
    }

    /// Whether nothing failed and something ran.
    pub(crate) fn is_green(&self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// Drops terminal colours.
fn plain(line: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for c in line.chars() {
        match c {
            '\u{1b}' => inside = true,
            'm' if inside => inside = false,
            _ if inside => {}
            _ => kept.push(c),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_every_runner() {
        let mut summary = Summary::default();
        let lines = [
            "test result: ok. 12 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.03s",
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m\u{1b}[22m (7)",
            "  30 passed (12.1s)",
            "  1 flaky",
            "Running 30 tests using 2 workers",
        ];
        summary.add(&lines.map(str::to_owned));
        summary.check(true);
        summary.skip(3);
        assert_eq!(summary, Summary { passed: 51, failed: 1, skipped: 5 });
        assert!(!summary.is_green());
        assert!(!Summary::default().is_green());
    }
}
