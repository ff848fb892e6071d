using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>The pods' environment fits the options in the code and holds no secret.</summary>
public sealed partial class KubernetesSettingsTests
{
    private static readonly string[] Everyone =
    [
        "Listen__Address", "Listen__GrpcPort", "Listen__HttpPort", "Identity__Authority", "Identity__Audience",
        "MutualTls__CertificatePath", "MutualTls__KeyPath", "MutualTls__AuthorityPath",
    ];
    private static readonly string[] WithStore = [.. Everyone, "Listen__HealthPort", "Database__Engine", "Database__ConnectionString", "Database__PasswordFile", "Audit__KeyFiles__0"];

    private static readonly string[] WithDocuments =
    [
        "Encryption__CertificatePath", "Encryption__CertificatePassword", "Documents__S3__Endpoint", "Documents__S3__Bucket", "Documents__S3__AccessKeyFile",
        "Documents__S3__SecretKeyFile",
    ];

    private static readonly string[] OfConsoles =
    [
        "Listen__Address", "Listen__HttpPort", "Listen__HealthPort", "Console__Desk", "Console__Gateway", "Console__PublicPages", "Identity__Authority",
        "Identity__ClientId", "Identity__ClientSecret", "Database__Engine", "Database__ConnectionString", "Database__PasswordFile",
        "Encryption__CertificatePath", "Encryption__CertificatePassword",
    ];

    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["gateway"] = [.. Everyone, .. AddressKeys()],
        ["registry"] = [.. WithStore, "Cache__Redis", "Cache__IntegrityKey", "Encryption__CertificatePath", "Encryption__CertificatePassword"],
        ["discipline"] =
        [
            .. WithStore, .. WithDocuments, "Services__Registry", "Identity__TokenEndpoint", "Identity__ClientId", "Identity__ClientSecret",
        ],
        ["mutual-aid"] =
        [
            .. WithStore, .. WithDocuments, "Services__Registry", "Identity__TokenEndpoint", "Identity__ClientId", "Identity__ClientSecret",
        ],
        ["communiques"] = [.. WithStore, .. WithDocuments, "PublicPages__Address"],
        ["console-ordre"] = OfConsoles,
        ["console-entraide"] = OfConsoles,
    };

    [Theory, MemberData(nameof(KubernetesTests.Folders), MemberType = typeof(KubernetesTests))]
    public void Environment_OfEachProcess_HoldsWhatItNeeds(string folder)
    {
        var all = KubernetesManifests.Render(folder);
        Assert.Equal(Required.Keys.Order(), all.Deployments.Select(deployment => deployment.Text("metadata", "name")).Order());
        Assert.All(Environments(all), process => Assert.Empty(Required[process.Name].Except(process.Values.Where(pair => pair.Value.Length > 0).Select(pair => pair.Key))));
        Assert.All(Environments(all).Where(process => process.Name != "gateway"), process => Assert.Equal("PostgreSql", process.Values["Database__Engine"]));
    }

    /// <summary>The wall of medical secrecy in the object storage: no two services share a bucket, its keys, or the certificate of a key ring.</summary>
    [Theory, MemberData(nameof(KubernetesTests.Folders), MemberType = typeof(KubernetesTests))]
    public void Documents_OfEachService_HaveABucketAndKeysOfTheirOwn(string folder)
    {
        var all = KubernetesManifests.Render(folder);
        var names = Required.Keys.Where(name => Required[name].Contains("Documents__S3__Bucket")).Order().ToArray();
        var buckets = Environments(all).Where(process => names.Contains(process.Name)).Select(process => process.Values["Documents__S3__Bucket"]).ToArray();
        var secrets = names.Select(name => all.Deployments.Single(deployment => deployment.Text("metadata", "name") == name))
            .SelectMany(deployment => deployment.Items("spec", "template", "spec", "volumes"))
            .Where(volume => volume.Text("name") is "documents" or "encryption").Select(volume => volume.Text("secret", "secretName")).ToArray();

        Assert.Equal(names.Length, buckets.Distinct().Count());
        Assert.Equal(2 * names.Length, secrets.Distinct().Count());
        Assert.All(secrets, secret => Assert.NotEmpty(secret));
    }

    [Theory, MemberData(nameof(KubernetesTests.Folders), MemberType = typeof(KubernetesTests))]
    public void Environment_EveryName_IsReadByTheCode(string folder)
    {
        string[] processes = ["Gateway", "Registry", "Discipline", "MutualAid", "Communiques", "WebConsole"];
        var sections = SectionsOf(Assembly.Load("OrdreCouncils.Gateway").GetReferencedAssemblies()
            .Concat(processes.Select(name => new AssemblyName($"OrdreCouncils.{name}"))));

        foreach (var (process, values) in Environments(KubernetesManifests.Render(folder)))
        {
            foreach (var parts in values.Keys.Where(key => key.Contains("__", StringComparison.Ordinal)).Select(key => key.Split("__")))
            {
                Assert.True(
                    parts[0] == "Services" || sections[parts[0]].Any(type => type.GetProperty(parts[1]) is not null),
                    $"{process}: no option of the code is called {parts[0]}:{parts[1]}");
            }
        }
    }

    /// <summary>A console has a section <c>Identity</c> of its own, and nothing of what services alone read, such as certificates of the platform.</summary>
    [Theory, MemberData(nameof(KubernetesTests.Folders), MemberType = typeof(KubernetesTests))]
    public void Environment_OfConsoles_HoldsOnlyWhatAConsoleReads(string folder)
    {
        var all = KubernetesManifests.Render(folder);
        Assert.Empty(NotReadByConsoles(all));
        // The check must find a setting of services alone, and one that no longer exists.
        Assert.All(new[] { "Identity__Audience", "MutualTls__KeyPath", "Console__Pages" }, name => Assert.Equal(
            ["console-entraide " + name, "console-ordre " + name],
            NotReadByConsoles(all.Edited(text => text.Replace("name: Console__PublicPages", "name: " + name, StringComparison.Ordinal)))));
    }

    [Theory, MemberData(nameof(KubernetesTests.Folders), MemberType = typeof(KubernetesTests))]
    public void Secrets_AreReferencedNeverWritten(string folder)
    {
        var all = KubernetesManifests.Render(folder);
        Assert.Empty(all.Of("Secret"));
        Assert.Empty(WrittenSecrets(all));
        // The check must find a password or a secret that is written out.
        Assert.NotEmpty(WrittenSecrets(all.Edited(text => text.Replace("Username=communiques;", "Username=communiques;Password=hunter2;", StringComparison.Ordinal))));
        Assert.NotEmpty(WrittenSecrets(all.Edited(text => text.Replace("https://registry:8081", "https://user:hunter2@registry:8081", StringComparison.Ordinal))));
        Assert.NotEmpty(WrittenSecrets(all.Edited(text => text.Replace(
            "name: Identity__ClientId\n          value: svc-discipline", "name: Identity__ClientSecret\n          value: hunter2", StringComparison.Ordinal))));
    }

    [Fact]
    public void Production_HoldsNothingMadeForOneMachine()
    {
        var names = Environments(KubernetesManifests.Render("overlays/production")).SelectMany(process => process.Values.Keys).ToArray();

        Assert.DoesNotContain(names, name => name is "Services__Identity" or "Tls__Development" || name.Contains("__Allow", StringComparison.Ordinal) || name.Contains("__Accept", StringComparison.Ordinal));
        // The gateway and both consoles.
        Assert.Equal(3, names.Count(name => name == "Tls__CertificatePath"));
        Assert.Contains("Tls__Development", Environments(KubernetesManifests.Render("overlays/dev")).SelectMany(process => process.Values.Keys));
    }

    internal static IEnumerable<string> AddressKeys() => RouteClusters()
        .Where(cluster => cluster["Metadata:Optional"] != "true")
        .Select(cluster => cluster["Metadata:Address"]!.Replace(":", "__", StringComparison.Ordinal));

    internal static IEnumerable<IConfigurationSection> RouteClusters() =>
        new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "gateway", "routes.json")).Build().GetSection("Clusters").GetChildren();

    /// <summary>Settings of each process: its environment, and the files of the folder that <c>Secrets__Folder</c> names.</summary>
    internal static IEnumerable<(string Name, Dictionary<string, string> Values)> Environments(KubernetesManifests all) => all.Deployments.Select(deployment =>
    {
        var container = deployment.Items("spec", "template", "spec", "containers")[0];
        var values = all.Environment(container);
        var folder = values.GetValueOrDefault("Secrets__Folder");
        foreach (var mount in container.Items("volumeMounts").Where(mount => folder is not null && mount.Text("mountPath") == folder))
        {
            foreach (var source in deployment.Items("spec", "template", "spec", "volumes").Single(volume => volume.Text("name") == mount.Text("name")).Items("projected", "sources"))
            {
                foreach (var item in source.Items("secret", "items"))
                    values.TryAdd(item.Text("path"), $"secret:{source.Text("secret", "name")}/{item.Text("key")}");
            }
        }

        return (deployment.Text("metadata", "name"), values);
    });

    private static ILookup<string, Type> SectionsOf(IEnumerable<AssemblyName> assemblies) => assemblies
        .Where(name => name.Name!.StartsWith("OrdreCouncils.", StringComparison.Ordinal))
        .SelectMany(name => Assembly.Load(name).GetTypes())
        .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string))
        .Where(pair => pair.Section is not null)
        .ToLookup(pair => pair.Section!, pair => pair.Type, StringComparer.Ordinal);

    private static IEnumerable<string> NotReadByConsoles(KubernetesManifests all)
    {
        var own = SectionsOf([new("OrdreCouncils.WebConsole")]);
        // Of the shared sections, those that the console's host reads.
        var shared = SectionsOf([new("OrdreCouncils.ServiceDefaults")]);
        string[] read = ["Listen", "Tls", "Database", "Encryption", "Secrets"];
        return from process in Environments(all)
               where KubernetesRule.Consoles.Contains(process.Name)
               from key in process.Values.Keys
               let parts = key.Split("__")
               let types = own.Contains(parts[0]) ? own[parts[0]] : read.Contains(parts[0]) ? shared[parts[0]] : []
               where parts.Length < 2 || !types.Any(type => type.GetProperty(parts[1]) is not null)
               select $"{process.Name} {key}";
    }

    private static IEnumerable<string> WrittenSecrets(KubernetesManifests all) => Environments(all)
        .SelectMany(process => process.Values)
        .Where(pair => (SecretName().IsMatch(pair.Key) && !pair.Value.StartsWith("secret:", StringComparison.Ordinal)) || WrittenPassword().IsMatch(pair.Value))
        .Select(pair => pair.Key);

    [GeneratedRegex("(Password|PASSWORD|Secret|__Redis|IntegrityKey|ApiKey)$")]
    private static partial Regex SecretName();

    // A password in a connection string or in an address.
    [GeneratedRegex(@"(?i)password=(?!\$\()|://[^/@]+:[^/@]+@")]
    private static partial Regex WrittenPassword();
}
