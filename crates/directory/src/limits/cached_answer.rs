//! An answer that is found out once in a while, however many ask for it: what anybody may ask must cost nothing.

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

/// How long an answer is good.
const GOOD_FOR: SignedDuration = SignedDuration::from_secs(1);

/// The last answer. Whoever comes while the next one is being found out waits for it.
#[derive(Debug)]
pub(crate) struct CachedAnswer<T>(Mutex<Option<(Timestamp, T)>>);

impl<T> Default for CachedAnswer<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> CachedAnswer<T> {
    /// The answer of the last second, or a new one.
    pub(crate) async fn get(&self, now: impl Fn() -> Timestamp, find_out: impl Future<Output = T>) -> T {
        let mut last = self.0.lock().await;
        if let Some((at, answer)) = &*last
            && (SignedDuration::ZERO..GOOD_FOR).contains(&now().duration_since(*at))
        {
            return answer.clone();
        }
        let answer = find_out.await;
        *last = Some((now(), answer.clone()));
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_is_found_out_once_a_second_and_again_where_the_clock_was_set_back() {
        let answers = CachedAnswer::default();
        let at =
            async |millisecond: i64, answer: u8| answers.get(|| Timestamp::from_millisecond(millisecond).unwrap(), async { answer }).await;
        assert_eq!((at(5_000, 1).await, at(5_999, 2).await, at(6_000, 3).await, at(5_999, 4).await), (1, 1, 3, 4));
    }
}
