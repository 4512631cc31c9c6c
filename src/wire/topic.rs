//! Topics below `nt/1/{room}` and who may use them. One topic a device writes to, one prefix it alone reads.

use crate::chamber::ids::{DeviceId, VoteId, is_id};

/// Who is connected to the broker, as authentication found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Client {
    /// The kiosk's own client: everything below its room.
    Kiosk { room: String },
    /// An enrolled device.
    Device { room: String, device: DeviceId },
    /// A guest: reads what is public.
    Reader { room: String, id: String },
    /// A paired display: reads what is public, and the way in.
    Wall { room: String, id: DeviceId },
}

impl Client {
    /// The only MQTT client id this identity may use.
    pub fn client_id(&self) -> &str {
        match self {
            Self::Kiosk { .. } => "kiosk",
            Self::Device { device, .. } => device.as_str(),
            Self::Reader { id, .. } => id,
            Self::Wall { id, .. } => id.as_str(),
        }
    }

    fn room(&self) -> &str {
        match self {
            Self::Kiosk { room }
            | Self::Device { room, .. }
            | Self::Reader { room, .. }
            | Self::Wall { room, .. } => room,
        }
    }
}

/// A topic of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    KioskState,
    Session,
    Agenda,
    Roll,
    Floor,
    Queue,
    Questions,
    Wall,
    WallCode,
    Vote(VoteId),
    Tally(VoteId),
    Clock,
    Notice,
    Up(DeviceId),
    Health(DeviceId),
    DownState(DeviceId),
    DownReceipt(DeviceId),
    DownMessage(DeviceId),
}

/// Last parts of the topics that everybody with a credential may read.
const PUBLIC: [&str; 10] =
    ["kiosk/state", "session", "agenda", "roll", "floor", "queue", "questions", "wall", "clock", "notice"];

/// `nt/1/{room}`.
pub fn prefix(room: &str) -> String {
    format!("nt/1/{room}")
}

/// Filters of all that devices send.
pub fn device_filters(room: &str) -> Vec<String> {
    ["up", "health"].map(|tail| format!("nt/1/{room}/d/+/{tail}")).to_vec()
}

/// The filters that everybody with a credential may subscribe to in `room`.
pub fn public_filters(room: &str) -> Vec<String> {
    PUBLIC.iter().chain(&["vote/+", "tally/+"]).map(|tail| format!("nt/1/{room}/{tail}")).collect()
}

impl Topic {
    /// The topic's name in `room`.
    pub fn name(&self, room: &str) -> String {
        let tail = match self {
            Self::KioskState => "kiosk/state".to_owned(),
            Self::Session => "session".to_owned(),
            Self::Agenda => "agenda".to_owned(),
            Self::Roll => "roll".to_owned(),
            Self::Floor => "floor".to_owned(),
            Self::Queue => "queue".to_owned(),
            Self::Questions => "questions".to_owned(),
            Self::Wall => "wall".to_owned(),
            Self::WallCode => "wall/code".to_owned(),
            Self::Vote(vote) => format!("vote/{vote}"),
            Self::Tally(vote) => format!("tally/{vote}"),
            Self::Clock => "clock".to_owned(),
            Self::Notice => "notice".to_owned(),
            Self::Up(device) => format!("d/{device}/up"),
            Self::Health(device) => format!("d/{device}/health"),
            Self::DownState(device) => format!("d/{device}/down/state"),
            Self::DownReceipt(device) => format!("d/{device}/down/receipt"),
            Self::DownMessage(device) => format!("d/{device}/down/msg"),
        };
        format!("nt/1/{room}/{tail}")
    }

    /// Reads a topic's name; `None` for anything that is not of the contract or of another room.
    pub fn parse(room: &str, name: &str) -> Option<Self> {
        let tail = name.strip_prefix("nt/1/")?.strip_prefix(room)?.strip_prefix('/')?;
        let parts: Vec<&str> = tail.split('/').collect();
        match parts.as_slice() {
            ["kiosk", "state"] => Some(Self::KioskState),
            ["session"] => Some(Self::Session),
            ["agenda"] => Some(Self::Agenda),
            ["roll"] => Some(Self::Roll),
            ["floor"] => Some(Self::Floor),
            ["queue"] => Some(Self::Queue),
            ["questions"] => Some(Self::Questions),
            ["wall"] => Some(Self::Wall),
            ["wall", "code"] => Some(Self::WallCode),
            ["vote", id] => VoteId::new(id).ok().map(Self::Vote),
            ["tally", id] => VoteId::new(id).ok().map(Self::Tally),
            ["clock"] => Some(Self::Clock),
            ["notice"] => Some(Self::Notice),
            ["d", id, "up"] => DeviceId::new(id).ok().map(Self::Up),
            ["d", id, "health"] => DeviceId::new(id).ok().map(Self::Health),
            ["d", id, "down", "state"] => DeviceId::new(id).ok().map(Self::DownState),
            ["d", id, "down", "receipt"] => DeviceId::new(id).ok().map(Self::DownReceipt),
            ["d", id, "down", "msg"] => DeviceId::new(id).ok().map(Self::DownMessage),
            _ => None,
        }
    }

    /// Whether the broker keeps the last message: snapshots are kept, moments are not.
    pub fn retained(&self) -> bool {
        match self {
            Self::KioskState
            | Self::Session
            | Self::Agenda
            | Self::Roll
            | Self::Floor
            | Self::Queue
            | Self::Questions
            | Self::Wall
            | Self::WallCode
            | Self::Vote(_)
            | Self::Tally(_)
            | Self::DownState(_) => true,
            Self::Clock
            | Self::Notice
            | Self::Up(_)
            | Self::Health(_)
            | Self::DownReceipt(_)
            | Self::DownMessage(_) => false,
        }
    }
}

/// Whether `client` may publish to `topic`, and with the retain flag set as given.
pub fn may_publish(client: &Client, topic: &str, retain: bool) -> bool {
    match client {
        Client::Kiosk { room } => topic.strip_prefix(&prefix(room)).is_some_and(|rest| rest.starts_with('/')),
        Client::Device { room, device } => {
            let own = [Topic::Up(device.clone()), Topic::Health(device.clone())];
            !retain && own.iter().any(|own| topic == own.name(room))
        }
        Client::Reader { .. } | Client::Wall { .. } => false,
    }
}

/// Whether `client` may subscribe to `filter` (plain, without a `$share` part).
pub fn may_subscribe(client: &Client, filter: &str) -> bool {
    let Some(tail) = filter.strip_prefix(&prefix(client.room())).and_then(|rest| rest.strip_prefix('/'))
    else {
        return false;
    };
    let public = PUBLIC.contains(&tail)
        || matches!(tail, "vote/+" | "tally/+")
        || matches!(tail.split_once('/'), Some(("vote" | "tally", id)) if is_id(id));
    match client {
        Client::Kiosk { .. } => true,
        Client::Reader { .. } => public,
        Client::Wall { .. } => public || tail == "wall/code",
        Client::Device { device, .. } => {
            public
                || tail.strip_prefix("d/").and_then(|rest| rest.strip_prefix(device.as_str())).is_some_and(
                    |rest| matches!(rest, "/down/#" | "/down/state" | "/down/receipt" | "/down/msg"),
                )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device() -> Client {
        Client::Device { room: "r1".into(), device: DeviceId::new("p-ab12").expect("an id") }
    }

    #[test]
    fn every_topic_reads_back_as_itself() {
        let device = DeviceId::new("p-1").expect("an id");
        let vote = VoteId::new("v3").expect("an id");
        for topic in [
            Topic::KioskState,
            Topic::Session,
            Topic::Agenda,
            Topic::Roll,
            Topic::Floor,
            Topic::Queue,
            Topic::Questions,
            Topic::Wall,
            Topic::WallCode,
            Topic::Vote(vote.clone()),
            Topic::Tally(vote),
            Topic::Clock,
            Topic::Notice,
            Topic::Up(device.clone()),
            Topic::Health(device.clone()),
            Topic::DownState(device.clone()),
            Topic::DownReceipt(device.clone()),
            Topic::DownMessage(device),
        ] {
            assert_eq!(Topic::parse("r1", &topic.name("r1")), Some(topic));
        }
        assert_eq!(Topic::parse("r1", "nt/1/r2/session"), None);
        assert_eq!(Topic::parse("r1", "nt/1/r1/d/A+/up"), None);
    }

    #[test]
    fn a_device_writes_only_its_own_topics_and_never_retains() {
        for own in ["nt/1/r1/d/p-ab12/up", "nt/1/r1/d/p-ab12/health"] {
            assert!(may_publish(&device(), own, false));
            assert!(!may_publish(&device(), own, true));
        }
        for topic in [
            "nt/1/r1/d/p-ab13/up",
            "nt/1/r1/d/p-ab13/health",
            "nt/1/r1/session",
            "nt/1/r2/d/p-ab12/up",
            "$SYS/x",
            "nt/1/r1/d/p-ab12/down/state",
        ] {
            assert!(!may_publish(&device(), topic, false), "{topic}");
        }
    }

    #[test]
    fn wildcards_cannot_reach_what_is_anothers() {
        for filter in [
            "#",
            "nt/#",
            "nt/1/r1/#",
            "nt/1/r1/d/#",
            "nt/1/r1/d/+/down/#",
            "nt/1/+/session",
            "$SYS/#",
            "nt/1/r1/d/p-ab13/down/#",
            "nt/1/r1/d/p-ab12/health",
        ] {
            assert!(!may_subscribe(&device(), filter), "{filter}");
        }
        for filter in ["nt/1/r1/d/p-ab12/down/#", "nt/1/r1/session", "nt/1/r1/vote/+", "nt/1/r1/tally/v1"] {
            assert!(may_subscribe(&device(), filter), "{filter}");
        }
        let reader = Client::Reader { room: "r1".into(), id: "g-1".into() };
        assert!(may_subscribe(&reader, "nt/1/r1/queue"));
        assert!(!may_subscribe(&reader, "nt/1/r1/d/p-ab12/down/#"));
        assert!(!may_publish(&reader, "nt/1/r1/d/g-1/up", false));
    }

    #[test]
    fn the_way_in_is_for_walls_alone() {
        let wall = Client::Wall { room: "r1".into(), id: DeviceId::new("w-1").expect("an id") };
        let guest = Client::Reader { room: "r1".into(), id: "g-1".into() };
        for (client, may) in [(&wall, true), (&guest, false), (&device(), false)] {
            assert_eq!(may_subscribe(client, "nt/1/r1/wall/code"), may);
            assert!(!may_subscribe(client, "nt/1/r1/wall/+"));
            assert!(!may_subscribe(client, "nt/1/r1/wall/#"));
            assert!(may_subscribe(client, "nt/1/r1/wall"));
            assert!(!may_publish(client, "nt/1/r1/wall/code", true));
        }
        assert!(!may_subscribe(&wall, "nt/1/r1/d/w-1/down/#"));
        assert!(!may_subscribe(&wall, "nt/1/r2/wall/code"));
    }
}
