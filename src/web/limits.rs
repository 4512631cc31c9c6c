//! Attempts for each address: a token bucket in bounded memory.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Addresses remembered at once; beyond it the ones longest at rest are forgotten.
const REMEMBERED: usize = 4096;

/// Counts attempts of each address. An attempt costs one token; a success gives it back, so that a whole room
/// behind one access point's address is not locked out by its own successes.
pub struct Attempts {
    burst: u32,
    refill: Duration,
    buckets: Mutex<BTreeMap<IpAddr, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: u32,
    since: Instant,
}

impl Attempts {
    /// `burst` attempts at once, one more every `refill`.
    pub fn new(burst: u32, refill: Duration) -> Attempts {
        Attempts { burst, refill, buckets: Mutex::new(BTreeMap::new()) }
    }

    /// Takes one attempt.
    ///
    /// # Errors
    /// How long to wait when there is none left.
    pub fn attempt(&self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let address = subnet(address);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED && !buckets.contains_key(&address) {
            self.forget(&mut buckets, now);
        }
        let bucket = buckets.entry(address).or_insert(Bucket { tokens: self.burst, since: now });
        self.refill(bucket, now);
        match bucket.tokens.checked_sub(1) {
            Some(rest) => {
                bucket.tokens = rest;
                Ok(())
            }
            None => Err(self.refill.saturating_sub(now.saturating_duration_since(bucket.since))),
        }
    }

    /// Gives the attempt back: it was a right one.
    pub fn succeeded(&self, address: IpAddr) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.get_mut(&subnet(address)) {
            bucket.tokens = (bucket.tokens + 1).min(self.burst);
        }
    }

    fn refill(&self, bucket: &mut Bucket, now: Instant) {
        let passed = now.saturating_duration_since(bucket.since).as_millis();
        let gained = passed / self.refill.as_millis().max(1);
        let gained = u32::try_from(gained).unwrap_or(u32::MAX);
        if gained >= self.burst - bucket.tokens {
            *bucket = Bucket { tokens: self.burst, since: now };
        } else {
            bucket.tokens += gained;
            bucket.since += self.refill * gained;
        }
    }

    fn forget(&self, buckets: &mut BTreeMap<IpAddr, Bucket>, now: Instant) {
        let whole = self.refill * self.burst;
        buckets.retain(|_, bucket| now.saturating_duration_since(bucket.since) < whole);
        if buckets.len() >= REMEMBERED {
            let mut ages: Vec<Instant> = buckets.values().map(|bucket| bucket.since).collect();
            ages.sort_unstable();
            let oldest_half = ages[ages.len() / 2];
            buckets.retain(|_, bucket| bucket.since > oldest_half);
        }
    }
}

/// One IPv6 host commands a whole /64; it counts as one.
fn subnet(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => {
                let mut segments = v6.segments();
                segments[4..].fill(0);
                IpAddr::from(segments)
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(n: u32) -> IpAddr {
        IpAddr::from(n.to_be_bytes())
    }

    #[test]
    fn a_burst_then_a_wait() {
        let attempts = Attempts::new(3, Duration::from_secs(10));
        let now = Instant::now();
        for _ in 0..3 {
            assert!(attempts.attempt(address(1), now).is_ok());
        }
        assert_eq!(attempts.attempt(address(1), now), Err(Duration::from_secs(10)));
        let later = now + Duration::from_secs(4);
        assert_eq!(attempts.attempt(address(1), later), Err(Duration::from_secs(6)));
        assert!(attempts.attempt(address(2), later).is_ok());
        let later = now + Duration::from_secs(10);
        assert!(attempts.attempt(address(1), later).is_ok());
        assert!(attempts.attempt(address(1), later).is_err());
        attempts.succeeded(address(1));
        assert!(attempts.attempt(address(1), later).is_ok());
    }

    #[test]
    fn memory_is_bounded_and_the_newest_are_kept() {
        let attempts = Attempts::new(1, Duration::from_secs(3600));
        let start = Instant::now();
        for n in 0..20_000 {
            let _ = attempts.attempt(address(n), start + Duration::from_millis(u64::from(n)));
        }
        assert!(attempts.buckets.lock().unwrap().len() <= REMEMBERED);
        assert!(attempts.attempt(address(19_999), start + Duration::from_secs(20)).is_err());
    }

    #[test]
    fn one_ipv6_network_is_one_address() {
        let attempts = Attempts::new(1, Duration::from_secs(3600));
        let now = Instant::now();
        assert!(attempts.attempt("2001:db8::1".parse().unwrap(), now).is_ok());
        assert!(attempts.attempt("2001:db8::2".parse().unwrap(), now).is_err());
        assert!(attempts.attempt("::ffff:10.0.0.1".parse().unwrap(), now).is_ok());
        assert!(attempts.attempt("10.0.0.1".parse().unwrap(), now).is_err());
    }
}
