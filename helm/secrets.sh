#!/usr/bin/env bash
# Shows what `./lethe secrets FOLDER` made as objects of Kubernetes, for `kubectl apply -f -`: the keys that sign, a Secret each, and
# the public halves. With the name of a keyholder, its own alone; with `all`, keyholders' beside the suite's, for trying out in one
# namespace. Nothing below FOLDER/offline is read.
set -euo pipefail

folder=${1:-}
namespace=${2:-}
keyholder=${3:-}
[[ -n $folder && -n $namespace ]] || {
    echo "usage: helm/secrets.sh FOLDER NAMESPACE [KEYHOLDER | all]" >&2
    exit 2
}
command -v kubectl > /dev/null || {
    echo "kubectl makes the objects, and is not there." >&2
    exit 1
}

show() {
    printf -- '---\n'
    kubectl create "$@" --namespace "$namespace" --dry-run=client --output=yaml
}

# secret <name> <key=file>: a Secret with one file
secret() {
    [[ -r ${2#*=} ]] || {
        echo "There is no ${2#*=}; ./lethe secrets $folder makes it." >&2
        exit 1
    }
    show secret generic "$1" --from-file="$2"
}

signers() {
    local own=$1 files=() file
    for file in "$own"/signers/*.json "$own/suite.pub"; do
        files+=(--from-file="$file")
    done
    show configmap lethe-signers "${files[@]}"
}

if [[ -n $keyholder && $keyholder != all ]]; then
    signers "$folder/$keyholder/identity"
    secret "lethe-signing-$keyholder" "signing.key=$folder/$keyholder/identity/signing.key"
    exit
fi
signers "$folder/account-service/identity"
for service in account message contact media; do
    secret "lethe-signing-$service" "signing.key=$folder/$service-service/identity/signing.key"
done
secret lethe-token "token.key=$folder/account-service/identity/token.key"
[[ $keyholder == all ]] || exit 0
for own in "$folder"/keyholder-*/identity; do
    name=$(basename "$(dirname "$own")")
    secret "lethe-signing-$name" "signing.key=$own/signing.key"
done
