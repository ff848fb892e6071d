using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
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
    public async Task PasswordFile_Replaced_IsSentByTheNextConnection()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var file = Path.Combine(folder.FullName, "password");
        await using var database = new Database(Options.Create(new DatabaseOptions
        {
            Engine = SqlEngine.PostgreSql,
            ConnectionString = $"Host=127.0.0.1;Port={((IPEndPoint)server.LocalEndpoint).Port};Username=ordre;Database=ordre;SSL Mode=Disable;GSS Encryption Mode=Disable",
            PasswordFile = file,
        }));
        foreach (var password in (string[])["first", "second"])
        {
            await File.WriteAllTextAsync(file, password + "\n");
            var sent = PasswordAsync(server);

            await Assert.ThrowsAnyAsync<NpgsqlException>(() => database.ReadAsync(sql => sql.ScalarAsync<int>("select 1"), default));

            Assert.Equal(password, await sent.InTime());
        }
    }

    /// <summary>Asks a client for its password in clear text, as PostgreSQL does, and hangs up.</summary>
    private static async Task<string> PasswordAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync();
        var stream = client.GetStream();
        await BodyAsync();
        // AuthenticationCleartextPassword.
        await stream.WriteAsync(new byte[] { (byte)'R', 0, 0, 0, 8, 0, 0, 0, 3 });
        Assert.Equal('p', stream.ReadByte());
        return Encoding.UTF8.GetString(await BodyAsync()).TrimEnd('\0');

        async Task<byte[]> BodyAsync()
        {
            var length = new byte[4];
            await stream.ReadExactlyAsync(length);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4];
            await stream.ReadExactlyAsync(body);
            return body;
        }
    }
}
