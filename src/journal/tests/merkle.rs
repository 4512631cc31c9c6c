use proptest::prelude::*;

use crate::journal::merkle::*;

/// The eight entries that the tests of certificate-transparency use (RFC 6962).
const ENTRIES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const N0: &str = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
const N1: &str = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const N4: &str = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const N6: &str = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f";
const N01: &str = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
const N23: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const N45: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
const N67: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const N0123: &str = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
const N4567: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

/// (leaf, size, path)
const PATHS: [(u64, u64, &[&str]); 5] = [
    (0, 1, &[]),
    (0, 8, &[N1, N23, N4567]),
    (5, 8, &[N4, N67, N0123]),
    (2, 3, &[N01]),
    (1, 5, &[N0, N23, N4]),
];

/// (old size, new size, proof)
const CONSISTENCY: [(u64, u64, &[&str]); 5] = [
    (1, 1, &[]),
    (1, 8, &[N1, N23, N4567]),
    (6, 8, &[N45, N67, N0123]),
    (2, 5, &[N23, N4]),
    (6, 7, &[N45, N6, N0123]),
];

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
}

fn hashes(texts: &[&str]) -> Vec<Hash> {
    texts.iter().map(|text| unhex(text).try_into().unwrap()).collect()
}

fn tree_of(leaves: &[Hash]) -> Tree {
    let mut tree = Tree::new();
    leaves.iter().for_each(|leaf| tree.push(*leaf));
    tree
}

#[test]
fn the_known_tree_has_the_known_roots_and_proofs() {
    let leaves: Vec<Hash> = ENTRIES.iter().map(|entry| leaf_hash(&unhex(entry))).collect();
    let roots = hashes(&ROOTS);
    let mut tree = Tree::new();
    assert_eq!(
        tree.root().to_vec(),
        unhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    );
    for (leaf, root) in leaves.iter().zip(&roots) {
        tree.push(*leaf);
        assert_eq!(tree.root(), *root);
    }
    for (index, size, path) in PATHS {
        let path = hashes(path);
        assert_eq!(tree.inclusion(index, size), Some(path.clone()));
        assert!(verify_inclusion(&leaves[index as usize], index, size, &path, &roots[size as usize - 1]));
    }
    for (old, new, proof) in CONSISTENCY {
        let proof = hashes(proof);
        assert_eq!(tree.consistency(old, new), Some(proof.clone()));
        let (old_root, new_root) = (&roots[old as usize - 1], &roots[new as usize - 1]);
        assert!(verify_consistency(old, old_root, new, new_root, &proof));
    }
}

#[test]
fn questions_outside_the_tree_have_no_answer() {
    let tree = tree_of(&hashes(&ROOTS));
    assert_eq!(tree.root_at(9), None);
    assert_eq!(tree.inclusion(8, 8), None);
    assert_eq!(tree.inclusion(3, 3), None);
    assert_eq!(tree.inclusion(0, 9), None);
    assert_eq!(tree.consistency(0, 8), None);
    assert_eq!(tree.consistency(8, 9), None);
    assert_eq!(tree.consistency(5, 4), None);
    assert_eq!(tree.leaf(8), None);
    assert!(!verify_inclusion(&[0; 32], 0, 0, &[], &empty_root()));
    assert!(!verify_consistency(0, &empty_root(), 8, &tree.root(), &[]));
    assert!(!verify_consistency(5, &[0; 32], 8, &tree.root(), &[]));
}

/// The definitions of RFC 9162 as they stand there, on slices.
mod naive {
    use super::{Hash, empty_root, node_hash};

    fn split(n: usize) -> usize {
        let mut k = 1;
        while k * 2 < n {
            k *= 2;
        }
        k
    }

    pub fn root(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [leaf] => *leaf,
            _ => {
                let (left, right) = leaves.split_at(split(leaves.len()));
                node_hash(&root(left), &root(right))
            }
        }
    }

    pub fn path(m: usize, leaves: &[Hash]) -> Vec<Hash> {
        if leaves.len() == 1 {
            return vec![];
        }
        let (left, right) = leaves.split_at(split(leaves.len()));
        let (mut path, other) =
            if m < left.len() { (path(m, left), right) } else { (path(m - left.len(), right), left) };
        path.push(root(other));
        path
    }

    pub fn subproof(m: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
        if m == leaves.len() {
            return if whole { vec![] } else { vec![root(leaves)] };
        }
        let (left, right) = leaves.split_at(split(leaves.len()));
        let (mut proof, other) = if m <= left.len() {
            (subproof(m, left, whole), right)
        } else {
            (subproof(m - left.len(), right, false), left)
        };
        proof.push(root(other));
        proof
    }
}

fn numbered(count: u64) -> Vec<Hash> {
    (0..count).map(|i| leaf_hash(&i.to_be_bytes())).collect()
}

#[test]
fn every_small_tree_agrees_with_the_definition() {
    let leaves = numbered(40);
    let tree = tree_of(&leaves);
    for n in 0..=leaves.len() {
        let root = naive::root(&leaves[..n]);
        assert_eq!(tree.root_at(n as u64), Some(root));
        for m in 0..n {
            let path = tree.inclusion(m as u64, n as u64).unwrap();
            assert_eq!(path, naive::path(m, &leaves[..n]));
            assert!(verify_inclusion(&leaves[m], m as u64, n as u64, &path, &root));
        }
        for m in 1..=n {
            let proof = tree.consistency(m as u64, n as u64).unwrap();
            assert_eq!(proof, naive::subproof(m, &leaves[..n], true));
            assert!(verify_consistency(m as u64, &naive::root(&leaves[..m]), n as u64, &root, &proof));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn larger_trees_agree_with_the_definition(n in 1u64..700, a in 0u64..700, b in 1u64..700) {
        let leaves = numbered(n);
        let tree = tree_of(&leaves);
        let (index, old) = (a % n, 1 + b % n);
        prop_assert_eq!(tree.root(), naive::root(&leaves));
        prop_assert_eq!(tree.inclusion(index, n).unwrap(), naive::path(index as usize, &leaves));
        prop_assert_eq!(tree.consistency(old, n).unwrap(), naive::subproof(old as usize, &leaves, true));
    }

    #[test]
    fn cutting_back_is_as_if_it_had_never_grown(n in 0u64..200, more in 0u64..200) {
        let leaves = numbered(n + more);
        let mut tree = tree_of(&leaves);
        tree.truncate(n);
        prop_assert_eq!(tree.size(), n);
        prop_assert_eq!(tree.root(), naive::root(&leaves[..n as usize]));
        leaves[n as usize..].iter().for_each(|leaf| tree.push(*leaf));
        prop_assert_eq!(tree.root(), naive::root(&leaves));
    }

    #[test]
    fn a_changed_proof_is_refused(n in 2u64..300, a in 0u64..300, bit in 0usize..256, step in 0usize..9, shift in 1u64..5) {
        let leaves = numbered(n);
        let tree = tree_of(&leaves);
        let index = a % n;
        let (leaf, root) = (leaves[index as usize], tree.root());
        let path = tree.inclusion(index, n).unwrap();
        let step = step % path.len();
        let mut flipped = path.clone();
        flipped[step][bit / 8] ^= 1 << (bit % 8);
        prop_assert!(!verify_inclusion(&leaf, index, n, &flipped, &root));
        prop_assert!(!verify_inclusion(&leaf, index, n, &path[1..], &root));
        prop_assert!(!verify_inclusion(&leaf, index, n, &[path.clone(), vec![root]].concat(), &root));
        prop_assert!(!verify_inclusion(&leaf, (index + shift) % (n + 5), n, &path, &root) || (index + shift) % (n + 5) == index);
        let old = 1 + a % (n - 1);
        let proof = tree.consistency(old, n).unwrap();
        let old_root = tree.root_at(old).unwrap();
        prop_assert!(verify_consistency(old, &old_root, n, &root, &proof));
        let mut flipped = proof.clone();
        let step = step % proof.len();
        flipped[step][bit / 8] ^= 1 << (bit % 8);
        prop_assert!(!verify_consistency(old, &old_root, n, &root, &flipped));
        prop_assert!(!verify_consistency(old, &old_root, n, &root, &proof[1..]));
    }
}
