use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signer, SigningKey};

use crate::journal::head::*;
use crate::journal::merkle::{Tree, leaf_hash};

fn signed() -> (SignedHead, Vec<crate::journal::Hash>, PublicKey) {
    let signer = SigningKey::from_bytes(&[9; 32]);
    let key = signer.verifying_key().to_bytes();
    let mut tree = Tree::new();
    ["a", "b", "c"].iter().for_each(|text| tree.push(leaf_hash(text.as_bytes())));
    let mut head = SignedHead {
        epoch: 4,
        size: 3,
        root: tree.root(),
        history: [2; 32],
        at_ms: 1_795_489_200_123,
        signature: [0; 64],
    };
    head.signature = signer.sign(head.text(&key).as_bytes()).to_bytes();
    (head, tree.inclusion(1, 3).unwrap(), key)
}

#[test]
fn the_signed_text_is_a_checkpoint() {
    let (head, _, key) = signed();
    insta::assert_snapshot!(head.note(&key), @"
    nghitruong/dbc298251c51321b
    3
    NmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=
    epoch 4
    at 1795489200123
    history AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=

    — nghitruong/dbc298251c51321b Kax5OyPoZkeDaohnxSuCP+vqLxlFsQywX7R1dgqzD1BvWQsVoL8PukocZ7RcWX8JUbLfuKSThUfRdLI9TYlbcE1iwQc=
    ");
    insta::assert_snapshot!(verifier_key(&key), @"nghitruong/dbc298251c51321b+29ac793b+Af0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY");
}

#[test]
fn a_head_goes_over_the_wire_as_json() {
    let (head, path, _) = signed();
    let proof = Proof { index: 1, path, head };
    let json = serde_json::to_string_pretty(&proof).unwrap();
    insta::assert_snapshot!(json, @r#"
    {
      "index": 1,
      "path": [
        "Aippeebat6pa5MPl5F9+l3ESp+Y1k4INvsHsc4ok+Tw=",
        "WX/LMSgtNGVMIA00GPylcFxkjr8ybsc9jd7xGEH4dtg="
      ],
      "head": {
        "epoch": 4,
        "size": 3,
        "root": "NmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=",
        "history": "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=",
        "at_ms": 1795489200123,
        "signature": "I+hmR4NqiGfFK4I/6+ovGUWxDLBftHV2CrMPUG9ZCxWgvw+6ShxntFxZfwlRst+4pJOFR9F0sj1NiVtwTWLBBw=="
      }
    }
    "#);
    assert_eq!(serde_json::from_str::<Proof>(&json).unwrap(), proof);
    assert!(serde_json::from_str::<Proof>(&json.replacen("\"root\": \"", "\"root\": \"AAAA", 1)).is_err());
    assert!(serde_json::from_str::<Proof>(&json.replacen("\"root\": \"", "\"root\": \"*", 1)).is_err());
}

#[test]
fn a_receipt_holds_only_as_it_was_given() {
    let (head, path, key) = signed();
    assert_eq!(verify_receipt(b"b", 1, &path, &head, &key), Ok(()));
    assert_eq!(verify_receipt(b"B", 1, &path, &head, &key), Err(ReceiptError::Inclusion));
    assert_eq!(verify_receipt(b"b", 0, &path, &head, &key), Err(ReceiptError::Inclusion));
    assert_eq!(verify_receipt(b"b", 1, &path[1..], &head, &key), Err(ReceiptError::Inclusion));
    let other = SigningKey::from_bytes(&[8; 32]).verifying_key().to_bytes();
    assert_eq!(verify_receipt(b"b", 1, &path, &head, &other), Err(ReceiptError::Signature));
    assert_eq!(verify_receipt(b"b", 1, &path, &head, &[255; 32]), Err(ReceiptError::Signature));
    let changes: [fn(&mut SignedHead); 6] = [
        |head| head.epoch += 1,
        |head| head.size += 1,
        |head| head.root[0] ^= 1,
        |head| head.history[0] ^= 1,
        |head| head.at_ms += 1,
        |head| head.signature[0] ^= 1,
    ];
    for change in changes {
        let mut changed = head.clone();
        change(&mut changed);
        assert_eq!(verify_receipt(b"b", 1, &path, &changed, &key), Err(ReceiptError::Signature));
    }
}

/// The example of the reference implementation of signed notes (golang.org/x/mod/sumdb/note).
#[test]
fn notes_agree_with_the_reference() {
    let key: PublicKey =
        STANDARD.decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap()[1..].try_into().unwrap();
    assert_eq!(note_hash("PeterNeumann", &key), [0xc7, 0x4f, 0x20, 0xa3]);
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let blob = STANDARD
        .decode(
            "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=",
        )
        .unwrap();
    assert_eq!(blob[..4], note_hash("PeterNeumann", &key));
    let signature = blob[4..].try_into().unwrap();
    assert!(verify_signature(text.as_bytes(), &signature, &key));
    assert!(!verify_signature(&text.as_bytes()[1..], &signature, &key));
}
