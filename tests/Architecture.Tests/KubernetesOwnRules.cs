using System.Data.Common;
using YamlDotNet.RepresentationModel;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>Rules that keep what belongs to one process from every other, whatever the network allows.</summary>
internal sealed partial record KubernetesRule
{
    // A property, as the order in which fields of two files get their values is not defined.
    private static IEnumerable<KubernetesRule> OwnThings =>
    [
        new("no two processes read the same secret",
            all => all.Deployments
                .SelectMany(deployment => deployment.Items("spec", "template", "spec", "volumes").SelectMany(Secrets).Select(secret => secret.Name).Distinct())
                .GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key),
            "name: console-entraide-identity", "name: console-ordre-identity"),
        new("every process but the gateway has a database, and an owner of it, of its own name",
            all => all.Deployments.Where(deployment => Name_(deployment) != "gateway" && !HasOwnDatabase(all, deployment)).Select(Name_),
            "Host=console-entraide-db-rw;Database=console_entraide;", "Host=console-ordre-db-rw;Database=console_ordre;"),
        new("each console serves one side of the wall, as a client of its own at the identity provider",
            all => Consoles.Where(name => all.Find("Deployment", name) is not { } deployment
                || all.Environment(Containers(deployment).First()) is not { } values
                || $"console-{values.GetValueOrDefault("Console__Desk")}" != name
                || values.GetValueOrDefault("Identity__ClientId") != name),
            "name: Console__Desk\n          value: entraide", "name: Console__Desk\n          value: ordre"),
        // In development the gateway's certificate names no host: the console uses its port without TLS there.
        new("each console calls the gateway by the public name that its certificate has",
            all => Consoles.Where(name => all.Folder != "overlays/dev"
                && (all.Environment(Containers(all.Find("Deployment", name)!).First()) is not { } values
                    || values.GetValueOrDefault("Console__Gateway") is not { } gateway
                    || !gateway.StartsWith("https://", StringComparison.Ordinal)
                    || gateway != all.Find("ConfigMap", ConfigMap(all, "public-site")).Text("data", "address"))),
            "name: Console__Gateway\n          valueFrom:\n            configMapKeyRef:\n              key: address",
            "name: Console__Gateway\n          valueFrom:\n            configMapKeyRef:\n              key: other"),
        // Both ends of a connection must allow it, so that the table of KubernetesNetworkTests cannot tell that one end allows too much.
        new("each database accepts the process of its name, its own replicas and their operator",
            all => all.Of("NetworkPolicy")
                .Select(policy => (Policy: policy, Cluster: policy.Text("spec", "podSelector", "matchLabels", "cnpg.io/cluster")))
                .Where(pair => pair.Cluster.Length > 0 && pair.Policy.Items("spec", "ingress").SelectMany(rule => rule.Items("from")).Any(from =>
                    Peer(from) is var peer && peer != pair.Cluster && $"{peer}-db" != pair.Cluster && peer != "namespace cnpg-system"))
                .Select(pair => Name_(pair.Policy)),
            "app.kubernetes.io/name: console-entraide\n    - podSelector:\n        matchLabels:\n          cnpg.io/cluster: console-entraide-db",
            "app.kubernetes.io/name: console-ordre\n    - podSelector:\n        matchLabels:\n          cnpg.io/cluster: console-entraide-db"),
        new("a console may open connections to the gateway and to its own database",
            all => Consoles.Where(name => !all.Find("NetworkPolicy", name).Items("spec", "egress").SelectMany(rule => rule.Items("to")).Select(Peer)
                .ToHashSet().SetEquals(["gateway", $"{name}-db"])),
            "cnpg.io/cluster: console-entraide-db\n  ingress:\n  - ports:", "cnpg.io/cluster: console-ordre-db\n  ingress:\n  - ports:"),
    ];

    private static bool HasOwnDatabase(KubernetesManifests all, YamlNode deployment)
    {
        var name = Name_(deployment);
        var connection = new DbConnectionStringBuilder { ConnectionString = all.Environment(Containers(deployment).First())["Database__ConnectionString"] };
        var owner = name.Replace('-', '_');
        return Equals(connection["Host"], $"{name}-db-rw") && Equals(connection["Database"], owner) && Equals(connection["Username"], owner)
            && deployment.Items("spec", "template", "spec", "volumes").Where(volume => volume.Text("name") == "database").SelectMany(Secrets)
                .Select(secret => secret.Name).Order(StringComparer.Ordinal).SequenceEqual([$"{name}-db-app", $"{name}-db-ca"]);
    }

    /// <summary>Rendering adds a digest to the name of a config map.</summary>
    private static string ConfigMap(KubernetesManifests all, string name) =>
        Name_(all.Of("ConfigMap").Single(map => Name_(map).StartsWith($"{name}-", StringComparison.Ordinal)));

    /// <summary>The one name by which a rule of a policy selects its peers; null when it selects in any other way.</summary>
    private static string? Peer(YamlNode peer) => (peer.At("namespaceSelector"), peer.At("podSelector"), peer.At("ipBlock")) switch
    {
        ({ } space, null, null) when space.Map("matchLabels") is { Count: 1 } labels => $"namespace {labels.GetValueOrDefault("kubernetes.io/metadata.name")}",
        (null, { } pods, null) when pods.At("matchExpressions") is null && pods.Map("matchLabels") is { Count: 1 } labels =>
            labels.GetValueOrDefault("app.kubernetes.io/name") ?? labels.GetValueOrDefault("cnpg.io/cluster"),
        _ => null,
    };
}
