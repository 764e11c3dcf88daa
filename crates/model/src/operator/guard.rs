//! A run that would end too much is stopped until somebody confirms how much: an export that was cut off in the middle looks like a vendor
//! who lost most of their customers.

/// How much one run may end without being asked about it. Both have to be passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guard {
    /// Up to so many rows are always ended.
    pub count: u64,
    /// Above that, up to this share of the rows that the source has, in percent.
    pub percent: u8,
}

impl Default for Guard {
    fn default() -> Self {
        Self { count: 20, percent: 10 }
    }
}

/// The run would end more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this would end {ends} of the {of} rows that the source has")]
pub struct GuardRefusal {
    /// So many rows would end.
    pub ends: u64,
    /// So many the source has.
    pub of: u64,
}

impl Guard {
    /// Whether a run may end `ends` of `of` rows. `confirmed`: how many somebody said that they want to end; only that very number counts.
    ///
    /// # Errors
    /// [`GuardRefusal`] with both numbers.
    pub fn check(&self, ends: u64, of: u64, confirmed: Option<u64>) -> Result<(), GuardRefusal> {
        if confirmed == Some(ends) || ends <= self.count {
            return Ok(());
        }
        let most = u128::from(of) * u128::from(self.percent);
        if u128::from(ends) * 100 <= most { Ok(()) } else { Err(GuardRefusal { ends, of }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_pass_many_are_asked_about() {
        let guard = Guard { count: 3, percent: 10 };
        guard.check(3, 3, None).unwrap();
        guard.check(10, 100, None).unwrap();
        assert_eq!(guard.check(11, 100, None), Err(GuardRefusal { ends: 11, of: 100 }));
        guard.check(11, 100, Some(11)).unwrap();
        assert!(guard.check(12, 100, Some(11)).is_err(), "another number was confirmed");
        assert!(Guard { count: 0, percent: 100 }.check(5, 5, None).is_ok());
    }
}
