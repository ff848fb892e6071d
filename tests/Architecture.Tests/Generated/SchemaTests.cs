using System.Reflection;
using OrdreCouncils.Communiques;
using OrdreCouncils.Discipline;
using OrdreCouncils.MutualAid;
using OrdreCouncils.Registry;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.WebConsole;

namespace OrdreCouncils.Tests.Architecture.Generated;

/// <summary>Each <c>Schema.sql</c> equals the migrated PostgreSQL schema; <c>./test.sh --generate</c> writes it.</summary>
public class SchemaTests
{
    private static readonly Dictionary<string, Assembly> Stores = new()
    {
        ["Registry"] = typeof(RegistryHost).Assembly,
        ["Discipline"] = typeof(DisciplineHost).Assembly,
        ["MutualAid"] = typeof(MutualAidHost).Assembly,
        ["Communiques"] = typeof(CommuniquesHost).Assembly,
    };

    public static TheoryData<string> Services => [.. Stores.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Schema_IsWhatTheMigrationsLeave(string service) =>
        GeneratedFile.Check(StoreSchema.Path(service), await StoreSchema.TextAsync(Stores[service]));

    [Fact]
    public async Task Schema_OfTheConsole_IsWhatItsMigrationsLeave() =>
        GeneratedFile.Check(StoreSchema.Path("WebConsole"), await StoreSchema.AloneAsync(typeof(WebConsoleHost).Assembly));

    [Fact]
    public void Schema_IsCheckedForEveryServiceWithMigrations()
    {
        var services = Directory.GetDirectories(Path.Combine(Repository.Root, "services"))
            .Where(folder => Directory.Exists(Path.Combine(folder, "Migrations")))
            .Select(folder => Path.GetFileName(folder));

        Assert.Equal(Stores.Keys.Concat(["ServiceDefaults", "WebConsole"]).Order(StringComparer.Ordinal), services.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Schema_IsNoMigration()
    {
        foreach (var store in Stores.Values)
            Assert.DoesNotContain(store.GetManifestResourceNames(), name => name.EndsWith("Schema.sql", StringComparison.Ordinal));
    }
}
