//! How many connections there are, in all and from each address.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Counts connections and refuses too many.
pub(super) struct Seats {
    total: usize,
    per_address: usize,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    total: usize,
    by_address: BTreeMap<IpAddr, usize>,
}

/// One connection's place; dropping it frees it.
pub(super) struct Seat {
    seats: Arc<Seats>,
    address: IpAddr,
}

impl Seats {
    pub(super) fn new(total: usize, per_address: usize) -> Arc<Seats> {
        Arc::new(Seats { total, per_address, taken: Mutex::default() })
    }

    pub(super) fn take(self: &Arc<Self>, address: IpAddr) -> Option<Seat> {
        let address = address.to_canonical();
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.total >= self.total {
            return None;
        }
        let here = taken.by_address.entry(address).or_default();
        if *here >= self.per_address && !address.is_loopback() {
            return None;
        }
        *here += 1;
        taken.total += 1;
        Some(Seat { seats: Arc::clone(self), address })
    }

    #[cfg(test)]
    pub(super) fn taken(&self) -> usize {
        self.taken.lock().unwrap().total
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.total = taken.total.saturating_sub(1);
        if let Some(here) = taken.by_address.get_mut(&self.address) {
            *here -= 1;
            if *here == 0 {
                taken.by_address.remove(&self.address);
            }
        }
    }
}

/// Raises this process's limit of open files as far as the system lets it: 500 phones need about 2,000. Returns the
/// limit now in force; `None` means no limit.
pub fn raise_open_files() -> Option<u64> {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(error) => {
            tracing::warn!(%error, "the limit of open files stays as it is");
            limit.current
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_are_counted_and_given_back() {
        let seats = Seats::new(3, 2);
        let (a, b): (IpAddr, IpAddr) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        let one = seats.take(a).unwrap();
        let _two = seats.take(a).unwrap();
        assert!(seats.take("::ffff:10.0.0.1".parse().unwrap()).is_none());
        let _three = seats.take(b).unwrap();
        assert!(seats.take(b).is_none());
        drop(one);
        assert!(seats.take(b).is_some());
        assert_eq!(seats.taken(), 2);
        let own: IpAddr = "127.0.0.1".parse().unwrap();
        let seats = Seats::new(5, 1);
        let all: Vec<_> = (0..5).filter_map(|_| seats.take(own)).collect();
        assert_eq!(all.len(), 5);
    }

    #[test]
    fn the_limit_of_open_files_is_raised() {
        let raised = raise_open_files();
        assert!(raised.is_none_or(|limit| limit >= 1024));
        assert_eq!(getrlimit(Resource::Nofile).current, raised);
    }
}
