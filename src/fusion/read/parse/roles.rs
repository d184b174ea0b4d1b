//! What the derivation says: of whom each symbol is said, with what as its object, and whether it tells which one is meant.

use super::cat::{Cat, Flow};
use super::chart::Node;

/// Symbols of noun phrases that are meant together.
pub(super) type Group = Vec<usize>;

/// A symbol's part in its sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Role {
    /// Of whom it is said, the likeliest group first.
    pub(super) hosts: Vec<Group>,
    pub(super) objects: Group,
    /// It tells which one is meant.
    pub(super) restricts: bool,
    /// Of a noun: what it is said to be.
    pub(super) is: Group,
    /// Of a noun: who does with it, or is it, what was said last of somebody else.
    pub(super) gap: Group,
    /// It stands before its host.
    pub(super) fronted: bool,
    /// What the word was read as.
    pub(super) cat: Option<Cat>,
}

impl Role {
    /// The symbol was read as a noun.
    pub(super) fn is_noun(&self) -> bool {
        matches!(self.cat, None | Some(Cat::Noun | Cat::Whom))
    }
}

/// The roles of symbols, of which some name things, and the group that the whole is about.
pub(super) fn roles(nodes: &[Node], names: &[bool]) -> (Vec<Role>, Group) {
    let groups = groups(nodes, names);
    let mut roles = vec![Role::default(); names.len()];
    let mut given = vec![Role::default(); nodes.len()];
    for (ix, node) in nodes.iter().enumerate() {
        let own = std::mem::take(&mut given[ix]);
        if let Some(symbol) = node.symbol {
            roles[symbol] = Role { cat: Some(node.cat), ..own };
            continue;
        }
        let (left, right) = match node.children[..] {
            [only] => {
                given[only] = own;
                continue;
            }
            [left, right] => (left, right),
            _ => continue,
        };
        let inner = |first: &Group, restricts: bool| {
            let mut hosts = vec![first.clone()];
            hosts.extend(own.hosts.iter().filter(|g| *g != first).cloned());
            Role { hosts, restricts, ..Role::default() }
        };
        let plain = || Role { hosts: own.hosts.clone(), ..Role::default() };
        match node.flow.unwrap_or(Flow::Both) {
            Flow::Which_ => {
                given[right] = inner(&groups[left], true);
                given[left] = own;
            }
            Flow::Says => {
                let asides = node.cat == Cat::Np;
                // "The picture shows a toddler, smiling": of what it shows.
                let of = if groups[left].is_empty() { &groups[right] } else { &groups[left] };
                let said = inner(of, false);
                given[right] = Role { hosts: said.hosts, ..Role::default() };
                given[left] = if asides { own } else { Role::default() };
            }
            Flow::Fronts => {
                let host =
                    if groups[right].is_empty() { Vec::new() } else { vec![groups[right].clone()] };
                given[left] =
                    Role { hosts: host, restricts: true, fronted: true, ..Role::default() };
            }
            Flow::Late => {
                let mut hosts = own.hosts.clone();
                let at = hosts.len().min(1);
                if !groups[left].is_empty() && !hosts.contains(&groups[left]) {
                    hosts.insert(at, groups[left].clone());
                }
                given[right] = Role { hosts, restricts: own.restricts, ..Role::default() };
                given[left] = own;
            }
            Flow::Both => {
                given[left] = own.clone();
                given[right] = own;
            }
            Flow::Governs => {
                given[right] = plain();
                given[left] = Role { objects: groups[right].clone(), ..own };
            }
            Flow::Is => {
                let subject = own.hosts.first().cloned().unwrap_or_default();
                given[right] = Role { is: subject, ..Role::default() };
                given[left] = own;
            }
            Flow::Called => {
                given[right] =
                    Role { is: groups[left].clone(), restricts: true, ..Role::default() };
                given[left] = own;
            }
            Flow::Gaps => {
                given[right] = Role { gap: groups[left].clone(), ..plain() };
                given[left] = plain();
            }
            Flow::Rides => {
                let object = own.hosts.first().cloned().unwrap_or_default();
                let hosts = vec![groups[left].clone()];
                given[right] =
                    Role { hosts, objects: object, restricts: own.restricts, ..Role::default() };
            }
            Flow::Joins => {
                given[right] = inner(&groups[ix], own.restricts);
                let is = own.is.clone();
                given[right].is = is;
                given[left] = own;
            }
            Flow::Left => given[left] = own,
            Flow::Right | Flow::Absolute | Flow::Prefix => given[right] = own,
            Flow::Beside => {}
            Flow::Follows => {
                let hosts =
                    if groups[left].is_empty() { Vec::new() } else { vec![groups[left].clone()] };
                given[right] = Role { hosts, ..Role::default() };
            }
        }
    }
    (roles, groups.into_iter().next().unwrap_or_default())
}

/// For every node the noun phrases that it is about.
fn groups(nodes: &[Node], names: &[bool]) -> Vec<Group> {
    let mut groups: Vec<Group> = vec![Group::new(); nodes.len()];
    for (ix, node) in nodes.iter().enumerate().rev() {
        groups[ix] = match node.children[..] {
            [only] => groups[only].clone(),
            [left, right] => {
                let (l, r) = (groups[left].clone(), groups[right].clone());
                match node.flow.unwrap_or(Flow::Both) {
                    Flow::Joins => [l, r].concat(),
                    Flow::Right
                    | Flow::Absolute
                    | Flow::Prefix
                    | Flow::Fronts
                    | Flow::Governs
                    | Flow::Is => r,
                    Flow::Left | Flow::Which_ | Flow::Late | Flow::Called | Flow::Gaps => l,
                    Flow::Beside if r.is_empty() => l,
                    Flow::Beside => r,
                    Flow::Says | Flow::Follows | Flow::Rides if l.is_empty() => r,
                    Flow::Says | Flow::Follows | Flow::Rides => l,
                    Flow::Both if r.is_empty() => l,
                    Flow::Both => r,
                }
            }
            _ if matches!(node.cat, Cat::Noun | Cat::Whom) => {
                node.symbol.into_iter().filter(|s| names[*s]).collect()
            }
            _ => Group::new(),
        };
    }
    groups
}
