using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Npgsql;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Testing;

/// <summary>A PostgreSQL server for one test assembly: own data folder, own loopback port, started at first use, ends with the test process.</summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Started = new(StartAsync);
    private static int databases;

    // PostgreSQL refuses to run as root, which containers and CI machines do. setpriv replaces itself by the server; runuser would stay as its parent and
    // not pass on the signal that stops it.
    private static readonly string[] Account =
        Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : [];

    private readonly ConcurrentDictionary<Assembly, Lazy<Task<string>>> migrated = new();
    private readonly DirectoryInfo folder;
    private ChildProcess process;

    private PostgresServer(DirectoryInfo folder, int port)
    {
        this.folder = folder;
        Port = port;
        process = Launch();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    public static Task<PostgresServer> SharedAsync() => Started.Value;

    public int Port { get; }

    /// <summary>A separate server, for tests that stop it.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var folder = Scratch.Folder("ordre-postgres-");
        if (Account.Length > 0)
            ChildProcess.Run("chown", "postgres", folder.FullName);
        var initdb = ChildProcess.Require("initdb", "postgresql", Versions());
        ChildProcess.Run([.. Account, initdb, "-D", Data(folder), "-U", "ordre", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        var server = new PostgresServer(folder, ChildProcess.FreePort());
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>Stops the server and cuts every connection; <see cref="StartAgainAsync"/> finds the committed data.</summary>
    public void Stop()
    {
        File.WriteAllText(KeptFile, "");
        process.Dispose();
    }

    public async Task StartAgainAsync()
    {
        process = Launch();
        File.Delete(KeptFile);
        await WaitUntilReadyAsync();
    }

    public async Task<string> CreateDatabaseAsync() => ConnectionString(await CreateAsync("template1"));

    /// <summary>A new database with a service's tables: a copy of a template, which takes a third of a second less than the migrations.</summary>
    public async Task<string> CreateDatabaseAsync(Assembly service) =>
        ConnectionString(await CreateAsync(await migrated.GetOrAdd(service, key => new(() => MigrateAsync(key))).Value));

    /// <summary>Drops a database: a run creates hundreds of nine megabytes each, in memory.</summary>
    public void DropDatabase(string connectionString)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand($"drop database {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)", connection);
        command.ExecuteNonQuery();
    }

    /// <summary>The statements that would make a database's tables again, as the server's own pg_dump writes them.</summary>
    public string DumpSchema(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        return ChildProcess.Run(
            ChildProcess.Require("pg_dump", "postgresql-client", Versions()), "--schema-only", "--no-owner", "--no-privileges",
            "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "ordre", database);
    }

    private async Task<string> MigrateAsync(Assembly service)
    {
        var name = await CreateAsync("template1");
        // PostgreSQL cannot copy a database that has connections, and pooled connections would stay open.
        await MigratedStore.MigrateAsync(SqlEngine.PostgreSql, ConnectionString(name) + ";Pooling=false", service);
        return name;
    }

    private async Task<string> CreateAsync(string template)
    {
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        // Copying files takes a third of the time of the default strategy, which logs every page. Before version 15 it was the only strategy and had no name.
        var strategy = connection.PostgreSqlVersion.Major >= 15 ? "strategy file_copy" : "";
        await using var command = new NpgsqlCommand($"create database {name} template {template} {strategy}", connection);
        await command.ExecuteNonQueryAsync();
        return name;
    }

    public void Dispose()
    {
        process.Dispose();
        if (File.Exists(KeptFile))
            folder.Delete(recursive: true);
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=ordre;Database={database};Maximum Pool Size=80;Timeout=10";

    private string KeptFile => Path.Combine(folder.FullName, ChildProcess.Kept);

    private ChildProcess Launch() =>
        // Durability is off because no test cuts the power and it slows every commit.
        new(folder, [
            .. Account, ChildProcess.Require("postgres", "postgresql", Versions()), "-D", Data(folder), "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", folder.FullName,
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=400",
            "-c", "shared_buffers=128MB", "-c", "wal_level=minimal", "-c", "max_wal_senders=0",
            // The write-ahead log is never replayed, and its folder is in memory: keep it small.
            "-c", "min_wal_size=32MB", "-c", "max_wal_size=128MB"]);

    private async Task WaitUntilReadyAsync()
    {
        await process.WaitForPortAsync(Port);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.CannotConnectNow)
            {
                await Task.Yield();
            }
        }
    }

    private static string Data(DirectoryInfo folder) => Path.Combine(folder.FullName, "data");

    private static string[] Versions() =>
        Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))]
            : [];
}
