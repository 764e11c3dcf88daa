//! What is read from the service again and again: whether a reading is under way, and what was seen already.

/// A question of which one at a time is under way.
#[derive(Debug, Default)]
pub(super) struct Poll {
    busy: bool,
    /// It is to be asked once more after that.
    again: bool,
}

impl Poll {
    /// Whether it is under way.
    pub(super) fn is_busy(&self) -> bool {
        self.busy
    }

    /// Begins it; `false` where it is under way already.
    pub(super) fn begin(&mut self) -> bool {
        !std::mem::replace(&mut self.busy, true)
    }

    /// Where it is under way, it is asked once more after that, however often this is called meanwhile. Whether that is so.
    pub(super) fn repeat_if_busy(&mut self) -> bool {
        self.again |= self.busy;
        self.busy
    }

    /// The answer is here. Whether it is to be asked once more.
    pub(super) fn end(&mut self) -> bool {
        self.busy = false;
        std::mem::take(&mut self.again)
    }
}

/// The version of something that was acted on last: one version is acted on once.
#[derive(Debug)]
pub(super) struct Seen<V>(Option<V>);

/// By hand, as a version needs no default.
impl<V> Default for Seen<V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<V: PartialEq> Seen<V> {
    /// Whether there is a version, and it is another than the last one; from now on it is the last one.
    pub(super) fn is_news(&mut self, version: Option<V>) -> bool {
        let news = version.is_some() && version != self.0;
        if news {
            self.0 = version;
        }
        news
    }

    /// Whatever comes next is news.
    pub(super) fn forget(&mut self) {
        self.0 = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let mut poll = Poll::default();
        assert!(!poll.is_busy());
        assert_eq!((poll.begin(), poll.begin(), poll.is_busy()), (true, false, true));
        assert_eq!((poll.end(), poll.is_busy()), (false, false));
        assert!(poll.begin());
    }

    #[test]
    fn asked_meanwhile_it_is_repeated_once() {
        let mut poll = Poll::default();
        assert!(!poll.repeat_if_busy(), "nothing is under way to be repeated");
        assert!(poll.begin());
        assert_eq!((poll.repeat_if_busy(), poll.repeat_if_busy()), (true, true));
        assert!(poll.is_busy());
        assert_eq!((poll.end(), poll.end()), (true, false));
    }

    #[test]
    fn a_version_is_news_once() {
        let mut seen = Seen::default();
        assert_eq!((seen.is_news(None), seen.is_news(Some(1)), seen.is_news(Some(1))), (false, true, false));
        // No version is no other version.
        assert_eq!((seen.is_news(None), seen.is_news(Some(1))), (false, false));
        assert_eq!((seen.is_news(Some(2)), seen.is_news(Some(1))), (true, true));
        seen.forget();
        assert_eq!((seen.is_news(Some(1)), seen.is_news(Some(1))), (true, false));
    }
}
