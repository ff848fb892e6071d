using System.Globalization;
using System.Net;
using YamlDotNet.RepresentationModel;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>A pod, or a place outside the cluster when <c>Namespace</c> is null.</summary>
internal sealed record KubernetesPlace(string Name, string? Namespace, Dictionary<string, string> Labels, Dictionary<string, string> NamespaceLabels, string Ip = "10.9.8.7");

/// <summary>Decides from network policies whether A may open a connection to B on a port, by the rules of networking.k8s.io/v1: a pod that no policy
/// selects in a direction is open in it; a selected pod is open to the union of its policies' rules; both ends must allow the connection.</summary>
internal sealed class KubernetesNetwork(IEnumerable<YamlNode> policies)
{
    private readonly YamlNode[] policies = [.. policies];

    /// <summary>Each port that a policy names, and its neighbours: the answer can change nowhere else.</summary>
    public IReadOnlyList<int> EdgePorts => [.. policies
        .SelectMany(policy => policy.Items("spec", "ingress").Concat(policy.Items("spec", "egress")))
        .SelectMany(rule => rule.Items("ports"))
        .SelectMany(port => new[] { port.Text("port"), port.Text("endPort") })
        .Where(text => text.Length > 0)
        .Select(text => int.Parse(text, CultureInfo.InvariantCulture))
        .SelectMany(port => new[] { port - 1, port, port + 1 })
        .Concat([1, 65535])
        .Distinct()];

    public bool Allows(KubernetesPlace from, KubernetesPlace to, int port, string protocol = "TCP") =>
        Side(from, to, "Egress", "egress", "to", port, protocol) && Side(to, from, "Ingress", "ingress", "from", port, protocol);

    private bool Side(KubernetesPlace self, KubernetesPlace peer, string type, string rules, string peers, int port, string protocol)
    {
        var mine = policies.Where(policy => self.Namespace is not null
            && policy.Text("metadata", "namespace") == self.Namespace
            && policy.Items("spec", "policyTypes").Any(item => item.Text() == type)
            && Selects(policy.At("spec", "podSelector"), self.Labels)).ToArray();
        return mine.Length == 0 || mine.Any(policy => policy.Items("spec", rules).Any(rule =>
            (rule.Items(peers).Count == 0 || rule.Items(peers).Any(item => IsPeer(item, peer, self.Namespace!)))
            && (rule.Items("ports").Count == 0 || rule.Items("ports").Any(item => IsPort(item, port, protocol)))));
    }

    private static bool IsPeer(YamlNode item, KubernetesPlace peer, string ownNamespace)
    {
        if (item.At("ipBlock") is { } block)
        {
            return IPNetwork.Parse(block.Text("cidr")).Contains(IPAddress.Parse(peer.Ip))
                && !block.Items("except").Any(except => IPNetwork.Parse(except.Text()).Contains(IPAddress.Parse(peer.Ip)));
        }

        if (peer.Namespace is null)
            return false;
        var inNamespace = item.At("namespaceSelector") is { } namespaces ? Selects(namespaces, peer.NamespaceLabels) : peer.Namespace == ownNamespace;
        return inNamespace && (item.At("podSelector") is not { } pods || Selects(pods, peer.Labels));
    }

    private static bool IsPort(YamlNode item, int port, string protocol)
    {
        if ((item.Text("protocol") is { Length: > 0 } named ? named : "TCP") != protocol)
            return false;
        if (item.At("port") is null)
            return true;
        // Policies may also name a container port; ours use numbers only.
        var first = int.Parse(item.Text("port"), CultureInfo.InvariantCulture);
        var last = item.At("endPort") is null ? first : int.Parse(item.Text("endPort"), CultureInfo.InvariantCulture);
        return first <= port && port <= last;
    }

    private static bool Selects(YamlNode? selector, Dictionary<string, string> labels) =>
        selector.Map("matchLabels").All(pair => labels.GetValueOrDefault(pair.Key) == pair.Value)
        && selector.Items("matchExpressions").All(expression =>
        {
            var has = labels.TryGetValue(expression.Text("key"), out var value);
            var listed = expression.Items("values").Any(item => item.Text() == value);
            return expression.Text("operator") switch
            {
                "In" => has && listed,
                "NotIn" => !has || !listed,
                "Exists" => has,
                "DoesNotExist" => !has,
                var other => throw new InvalidOperationException($"Unknown operator {other}."),
            };
        });
}
