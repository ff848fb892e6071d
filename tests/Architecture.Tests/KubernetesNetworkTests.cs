namespace OrdreCouncils.Tests.Architecture;

/// <summary>Allowed connections between every pair of places on a list of ports; for the wall of medical secrecy, on every port.</summary>
/// <remarks>The answer can only change at a port that a policy names, so the edge ports stand for all ports.</remarks>
public sealed class KubernetesNetworkTests
{
    private static readonly int[] Ports = [53, 80, 443, 5432, 6379, 6443, 8000, 8080, 8081, 8082, 8443, 9999];
    private static readonly string[] Stores = ["registry", "discipline", "mutual-aid", "communiques", .. KubernetesRule.Consoles];

    // The two sides of the wall of medical secrecy.
    private static readonly string[] Ordre = ["discipline", "discipline-db", "console-ordre", "console-ordre-db"];
    private static readonly string[] Entraide = ["mutual-aid", "mutual-aid-db", "console-entraide", "console-entraide-db"];

    private const string Hole = """

        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: hole
          namespace: ordre-councils
        spec:
          podSelector: {}
          policyTypes: [Ingress, Egress]
          ingress:
            - ports: [{ port: 40000, endPort: 40001 }]
          egress:
            - to: [{ podSelector: { matchExpressions: [{ key: app.kubernetes.io/name, operator: Exists }] } }]
        """;

    // Columns: from, to, ports. Any other connection must be refused.
    private const string Expected = """
        gateway      registry        8080 8081
        gateway      discipline      8080 8081
        gateway      mutual-aid      8081
        gateway      communiques     8080 8081
        discipline   registry        8081
        registry     registry-db     5432
        discipline   discipline-db   5432
        discipline   object-storage  443
        mutual-aid   object-storage  443
        communiques  object-storage  443
        mutual-aid   mutual-aid-db   5432
        mutual-aid   registry        8081
        communiques  communiques-db  5432
        console-ordre     gateway              8443
        console-entraide  gateway              8443
        console-ordre     console-ordre-db     5432
        console-entraide  console-entraide-db  5432
        registry     redis           6379
        registry     internet        443
        gateway      identity        8443
        registry     identity        8443
        discipline   identity        8443
        mutual-aid   identity        8443
        communiques  identity        8443
        console-ordre     identity   8443
        console-entraide  identity   8443
        gateway      dns             53
        registry     dns             53
        discipline   dns             53
        mutual-aid   dns             53
        communiques  dns             53
        console-ordre     dns        53
        console-entraide  dns        53
        redis        dns             53
        newcomer     dns             53
        registry-db     dns          53
        discipline-db   dns          53
        mutual-aid-db   dns          53
        communiques-db  dns          53
        console-ordre-db     dns     53
        console-entraide-db  dns     53
        internet     gateway         8443
        stranger     gateway         8443
        operator     gateway         8443
        identity     gateway         8443
        object-storage gateway       8443
        dns          gateway         8443
        api-server   gateway         8443
        internet     console-ordre   8443
        stranger     console-ordre   8443
        operator     console-ordre   8443
        identity     console-ordre   8443
        object-storage console-ordre 8443
        dns          console-ordre   8443
        api-server   console-ordre   8443
        internet     console-entraide  8443
        stranger     console-entraide  8443
        operator     console-entraide  8443
        identity     console-entraide  8443
        object-storage console-entraide 8443
        dns          console-entraide  8443
        api-server   console-entraide  8443
        operator     registry-db     5432 8000
        operator     discipline-db   5432 8000
        operator     mutual-aid-db   5432 8000
        operator     communiques-db  5432 8000
        operator     console-ordre-db     5432 8000
        operator     console-entraide-db  5432 8000
        registry-db     api-server   6443
        discipline-db   api-server   6443
        mutual-aid-db   api-server   6443
        communiques-db  api-server   6443
        console-ordre-db     api-server  6443
        console-entraide-db  api-server  6443
        """;

    [Theory, MemberData(nameof(KubernetesTests.Folders), MemberType = typeof(KubernetesTests))]
    public void EveryPair_OnEveryPortThatMatters_IsAsTheTableSays(string folder)
    {
        var expected = Lines(Expected);
        if (folder == "overlays/dev")
        {
            expected = [.. expected.Select(line => line.StartsWith("console-", StringComparison.Ordinal)
                ? line.Replace(" gateway 8443", " gateway 8081", StringComparison.Ordinal)
                : line.Replace(" gateway 8443", " gateway 8080 8081 8443", StringComparison.Ordinal))];
        }

        Assert.Equal(Sorted(expected), Sorted(Reachable(KubernetesManifests.Render(folder))));
    }

    [Theory, MemberData(nameof(KubernetesTests.Folders), MemberType = typeof(KubernetesTests))]
    public void Wall_BetweenDisciplineAndMutualAidWithTheirConsoles_HoldsOnEveryPort(string folder) =>
        Assert.Empty(Breaches(KubernetesManifests.Render(folder)));

    [Fact]
    public void Wall_Opened_IsFoundOut()
    {
        var breaches = Breaches(KubernetesManifests.Render("overlays/production").Edited(text => text + Hole));

        // The hole does not admit connections to the databases, which lack the label; connections from them pass.
        // The other console is open at its own port too, to whoever may connect to anything.
        Assert.Equal(40, breaches.Count());
        Assert.Contains("discipline mutual-aid 40000", breaches);
        Assert.Contains("mutual-aid discipline 40001", breaches);
        Assert.Contains("console-ordre mutual-aid 40000", breaches);
        Assert.Contains("console-entraide console-ordre 8443", breaches);
    }

    /// <summary>Each call of a console is one of a person, and passes the gateway.</summary>
    [Theory, MemberData(nameof(KubernetesTests.Folders), MemberType = typeof(KubernetesTests))]
    public void Consoles_OnEveryPort_ReachTheGatewayTheirStoreAndTheIdentityProviderOnly(string folder) =>
        Assert.Equal(["dns", "gateway", "identity", "own store"], ReachedByConsoles(KubernetesManifests.Render(folder)));

    [Fact]
    public void Consoles_GivenAWay_AreFoundOut()
    {
        var reached = ReachedByConsoles(KubernetesManifests.Render("overlays/production").Edited(text => text + Hole));

        Assert.Equal(
            ["communiques", "console-entraide", "console-ordre", "discipline", "dns", "gateway", "identity", "mutual-aid", "own store", "redis", "registry"],
            reached);
    }

    [Theory]
    [InlineData("cnpg.io/cluster: discipline-db", "cnpg.io/cluster: mutual-aid-db")]
    [InlineData("cnpg.io/cluster: console-ordre-db", "cnpg.io/cluster: console-entraide-db")]
    [InlineData("app.kubernetes.io/name: console-entraide\n  policyTypes", "app.kubernetes.io/name: other\n  policyTypes")]
    [InlineData("port: 5432", "port: 5433")]
    [InlineData("name: default-deny\n  namespace: ordre-councils\nspec:\n  podSelector: {}", "name: default-deny\n  namespace: ordre-councils\nspec:\n  podSelector:\n    matchLabels:\n      nobody: here")]
    [InlineData("ordre-councils/role: identity-provider", "ordre-councils/role: other")]
    [InlineData("ordre-councils/role: object-storage", "ordre-councils/role: other")]
    [InlineData("k8s-app: kube-dns", "k8s-app: other")]
    [InlineData("cidr: 10.0.0.1/32", "cidr: 0.0.0.0/0")]
    public void Table_OfEditedPolicies_Differs(string find, string replace)
    {
        var edited = KubernetesManifests.Render("overlays/production").Edited(text => text.Replace(find, replace, StringComparison.Ordinal));

        Assert.NotEqual(Sorted(Lines(Expected)), Sorted(Reachable(edited)));
    }

    [Theory, MemberData(nameof(KubernetesTests.Folders), MemberType = typeof(KubernetesTests))]
    public void Gateway_EveryClusterOfItsRoutes_IsAPortItCanReach(string folder)
    {
        var all = KubernetesManifests.Render(folder);
        var network = new KubernetesNetwork(all.Of("NetworkPolicy"));
        var places = Places(all).ToDictionary(place => place.Name);
        var environment = KubernetesSettingsTests.Environments(all).Single(process => process.Name == "gateway").Values;

        Assert.All(KubernetesSettingsTests.AddressKeys(), key =>
        {
            var address = new Uri(environment[key]);
            Assert.Contains(all.Find("Service", address.Host).Items("spec", "ports"), port => port.Text("port") == $"{address.Port}");
            Assert.True(network.Allows(places["gateway"], places[address.Host], address.Port), $"{key}: {address}");
        });
    }

    private static List<string> Lines(string table) =>
        [.. table.Split('\n', StringSplitOptions.TrimEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    private static string Sorted(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));

    private static IEnumerable<string> Reachable(KubernetesManifests all)
    {
        var network = new KubernetesNetwork(all.Of("NetworkPolicy"));
        var places = Places(all).ToArray();
        return from @from in places
               from to in places
               where @from != to && (IsOurs(@from) || IsOurs(to))
               let open = Ports.Where(port => network.Allows(@from, to, port)).ToArray()
               where open.Length > 0
               select $"{@from.Name} {to.Name} {string.Join(' ', open)}";
    }

    private static IEnumerable<string> Breaches(KubernetesManifests all)
    {
        var network = new KubernetesNetwork(all.Of("NetworkPolicy"));
        var places = Places(all).ToDictionary(place => place.Name);
        return from pair in Ordre.SelectMany(ordre => Entraide.SelectMany(entraide => new[] { (From: ordre, To: entraide), (From: entraide, To: ordre) }))
               from port in network.EdgePorts
               where network.Allows(places[pair.From], places[pair.To], port)
               select $"{pair.From} {pair.To} {port}";
    }

    private static IEnumerable<string> ReachedByConsoles(KubernetesManifests all)
    {
        var network = new KubernetesNetwork(all.Of("NetworkPolicy"));
        var places = Places(all).ToArray();
        return places.Where(place => KubernetesRule.Consoles.Contains(place.Name))
            .SelectMany(console => places.Where(to => to != console && network.EdgePorts.Any(port => network.Allows(console, to, port)))
                .Select(to => to.Name == $"{console.Name}-db" ? "own store" : to.Name))
            .Distinct().Order(StringComparer.Ordinal);
    }

    private static bool IsOurs(KubernetesPlace place) => place.Namespace?.StartsWith("ordre-councils", StringComparison.Ordinal) == true;

    private static IEnumerable<KubernetesPlace> Places(KubernetesManifests all)
    {
        var space = all.Of("Namespace").Single();
        var (ours, labels) = (space.Text("metadata", "name"), space.Map("metadata", "labels"));
        labels["kubernetes.io/metadata.name"] = ours;
        foreach (var deployment in all.Deployments)
            yield return new(deployment.Text("metadata", "name"), ours, deployment.Map("spec", "template", "metadata", "labels"), labels);
        foreach (var store in Stores)
            yield return new($"{store}-db", ours, new() { ["cnpg.io/cluster"] = $"{store}-db" }, labels);
        yield return new("redis", ours, new() { ["app.kubernetes.io/name"] = "redis" }, labels);
        // A pod without a rule of its own, such as a future job.
        yield return new("newcomer", ours, [], labels);
        yield return Other("dns", "kube-system", new() { ["k8s-app"] = "kube-dns" });
        yield return Other("operator", "cnpg-system", new() { ["app.kubernetes.io/name"] = "cloudnative-pg" });
        yield return Other("identity", "identity", new() { ["app"] = "any" }, ("ordre-councils/role", "identity-provider"));
        yield return Other("object-storage", "storage", [], ("ordre-councils/role", "object-storage"));
        // A pod in another namespace with our labels.
        yield return Other("stranger", "elsewhere", new() { ["app.kubernetes.io/name"] = "gateway", ["app.kubernetes.io/part-of"] = "ordre-councils" });
        yield return new("internet", null, [], [], "198.51.100.7");
        yield return new("api-server", null, [], [], "10.0.0.1");
    }

    private static KubernetesPlace Other(string name, string space, Dictionary<string, string> labels, params (string Key, string Value)[] more) =>
        new(name, space, labels, new(more.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))) { ["kubernetes.io/metadata.name"] = space });
}
