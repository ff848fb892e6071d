using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Npgsql;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Hosting;

/// <summary>Secrets come from files, not from the environment.</summary>
public sealed class SecretFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ordre-secrets-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Folder_EachFile_IsASetting()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "Cache__IntegrityKey"), "abc\n");
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Secrets:Folder"] = folder.FullName, ["Cache:IntegrityKey"] = "from elsewhere" });

        configuration.AddSecretFiles();

        Assert.Equal("abc", configuration["Cache:IntegrityKey"]);
    }

    [Fact]
    public void Folder_ThatIsAbsent_IsRefusedByName()
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Secrets:Folder"] = Path.Combine(folder.FullName, "absent") });

        Assert.Contains("Secrets:Folder", Assert.Throws<InvalidOperationException>(configuration.AddSecretFiles).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PasswordFile_Replaced_IsUsedByTheNextConnections()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.PostgreSql);
        await RunAsync("drop role if exists ordre_password_test; create role ordre_password_test login password 'first'");
        try
        {
            var file = Path.Combine(folder.FullName, "password");
            await File.WriteAllTextAsync(file, "first\n");
            var connection = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Username = "ordre_password_test", Password = null, Pooling = false };
            var options = new DatabaseOptions { Engine = SqlEngine.PostgreSql, ConnectionString = connection.ToString(), PasswordFile = file };
            await using (var database = new Database(Options.Create(options)))
                Assert.Equal(1, await AskAsync(database));

            await File.WriteAllTextAsync(file, "second");
            await RunAsync("alter role ordre_password_test password 'second'");

            await using var again = new Database(Options.Create(options));
            Assert.Equal(1, await AskAsync(again));
        }
        finally
        {
            await RunAsync("drop role if exists ordre_password_test");
        }

        async Task RunAsync(string statement)
        {
            await using var owner = NpgsqlDataSource.Create(store.ConnectionString);
            await using var command = owner.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }

        static Task<int> AskAsync(Database database) => database.ReadAsync(sql => sql.ScalarAsync<int>("select 1"), default);
    }
}
