//! Who may connect, publish and subscribe: the broker's hooks over the pure functions of [`crate::wire::topic`].

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use rmqtt::codec::types::QoS;
use rmqtt::codec::v5::SubscribeAckReason;
use rmqtt::context::ServerContext;
use rmqtt::hook::{Handler, HookResult, Parameter, ReturnType, Type};
use rmqtt::session::Session;
use rmqtt::types::{
    AuthResult, ConnectInfo, LastWill, Publish, PublishAclResult, Subscribe, SubscribeAclResult,
};

use crate::wire::topic::{self, Client};

/// Decides who somebody is by what they present at CONNECT.
pub trait Access: Send + Sync + 'static {
    /// The client behind these credentials, or `None`: wrong, expired, or a client id that is not this user's own.
    ///
    /// Called for every CONNECT, from the broker's threads; must not block for long.
    fn login(&self, client_id: &str, user: &str, password: &[u8]) -> Option<Client>;
}

struct Known {
    client: Client,
    remote: Option<SocketAddr>,
}

type Clients = Arc<RwLock<HashMap<String, Known>>>;

/// One handler for all hook types; `rmqtt` wants a box for each.
#[derive(Clone)]
pub(super) struct Rights {
    context: ServerContext,
    access: Arc<dyn Access>,
    clients: Clients,
}

impl Rights {
    pub(super) async fn install(context: &ServerContext, access: Arc<dyn Access>) {
        let rights = Rights { context: context.clone(), access, clients: Clients::default() };
        let register = context.extends.hook_mgr().register();
        for hook in [
            Type::ClientAuthenticate,
            Type::MessagePublishCheckAcl,
            Type::ClientSubscribeCheckAcl,
            Type::SessionTerminated,
        ] {
            register.add(hook, Box::new(rights.clone())).await;
        }
        register.start().await;
    }

    fn authenticate(&self, connect: &ConnectInfo) -> AuthResult {
        let (Some(user), Some(password)) = (connect.username(), connect.password()) else {
            return AuthResult::NotAuthorized;
        };
        let id = connect.client_id();
        let Some(client) = self.access.login(id, user, password) else {
            tracing::debug!(client = %id, "login refused");
            return AuthResult::BadUsernameOrPassword;
        };
        if client.client_id() != &**id {
            tracing::warn!(client = %id, "login under another client id refused");
            return AuthResult::NotAuthorized;
        }
        // `rmqtt` publishes a will without asking for rights, so a will is judged before it is taken.
        if let Some((topic, retain)) = connect.last_will().map(will_of)
            && !may_leave_a_will(&client, topic, retain)
        {
            tracing::warn!(client = %id, "login with a foreign will refused");
            return AuthResult::NotAuthorized;
        }
        let known = Known { client, remote: connect.id().remote_addr };
        self.clients.write().unwrap_or_else(PoisonError::into_inner).insert(id.to_string(), known);
        AuthResult::Allow(false, None)
    }

    /// Ends the client's last session, if it is one that ends with its connection, before `rmqtt` does. `rmqtt` turns a
    /// client away ("server unavailable") that comes back while that session is being put away, because it no longer
    /// answers that it was kicked. When this returns it is gone in either case.
    async fn settle(&self, connect: &ConnectInfo) {
        let mut entry = self.context.extends.shared().await.entry(connect.id().clone());
        let Some(last) = entry.session() else { return };
        if ends_with_its_connection(&last).await
            && let Err(error) = entry.kick(true, true, false).await
        {
            tracing::debug!(%error, "the last session was just ending");
        }
    }

    fn with_client(&self, session: &Session, judge: impl FnOnce(&Client) -> bool) -> bool {
        let clients = self.clients.read().unwrap_or_else(PoisonError::into_inner);
        clients.get(&*session.id.client_id).is_some_and(|known| judge(&known.client))
    }

    fn publish(&self, session: &Session, publish: &Publish) -> PublishAclResult {
        let allowed =
            self.with_client(session, |client| topic::may_publish(client, &publish.topic, publish.retain));
        if allowed {
            PublishAclResult::allow()
        } else {
            // MQTT 3.1.1 has no refusing PUBACK: closing is the only way not to look like "delivered".
            PublishAclResult::rejected(true, None)
        }
    }

    fn subscribe(&self, session: &Session, subscribe: &Subscribe) -> SubscribeAclResult {
        if self.with_client(session, |client| topic::may_subscribe(client, &subscribe.topic_filter)) {
            SubscribeAclResult::new_success(QoS::AtLeastOnce, None)
        } else {
            SubscribeAclResult::new_failure(SubscribeAckReason::NotAuthorized)
        }
    }

    /// A client that reconnected meanwhile is known under its new connection and stays.
    fn forget(&self, session: &Session) {
        let mut clients = self.clients.write().unwrap_or_else(PoisonError::into_inner);
        let id: &str = &session.id.client_id;
        if clients.get(id).is_some_and(|known| known.remote == session.id.remote_addr) {
            clients.remove(id);
        }
    }
}

/// A will speaks for somebody who is gone; only the kiosk's own death is news to the room.
fn may_leave_a_will(client: &Client, topic: &str, retain: bool) -> bool {
    match client {
        Client::Kiosk { .. } => topic::may_publish(client, topic, retain),
        Client::Device { .. } | Client::Reader { .. } | Client::Wall { .. } => false,
    }
}

/// The other kind, which outlives its connection, answers a kick at any time and hands its state over.
async fn ends_with_its_connection(session: &Session) -> bool {
    match session.connect_info().await.as_deref() {
        Ok(ConnectInfo::V3(_, connect)) => connect.clean_session,
        Ok(ConnectInfo::V5(_, connect)) => connect.session_expiry_interval_secs == 0,
        Err(_) => false,
    }
}

fn will_of<'a>(will: LastWill<'a>) -> (&'a str, bool) {
    match will {
        LastWill::V3(will) => (&will.topic, will.retain),
        LastWill::V5(will) => (&will.topic, will.retain),
    }
}

#[async_trait]
impl Handler for Rights {
    async fn hook(&self, parameter: &Parameter, before: Option<HookResult>) -> ReturnType {
        match parameter {
            Parameter::ClientAuthenticate(connect) => {
                let result = self.authenticate(connect);
                if matches!(result, AuthResult::Allow(..)) {
                    self.settle(connect).await;
                }
                (false, Some(HookResult::AuthResult(result)))
            }
            Parameter::MessagePublishCheckAcl(session, publish) => {
                (false, Some(HookResult::PublishAclResult(self.publish(session, publish))))
            }
            Parameter::ClientSubscribeCheckAcl(session, subscribe) => {
                (false, Some(HookResult::SubscribeAclResult(self.subscribe(session, subscribe))))
            }
            Parameter::SessionTerminated(session, _) => {
                self.forget(session);
                (true, before)
            }
            // The hooks we did not register for.
            _ => (true, before),
        }
    }
}
