using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace OrdreCouncils.ServiceDefaults.Sql;

/// <summary>Applies an assembly's embedded <c>Migrations</c> scripts once each, in one transaction, under a lock between replicas. A released script is never
/// edited: its checksum is compared at every start. <c>0002_name.postgresql.sql</c> runs on PostgreSQL only. A first script <c>0012_base.sql</c> replaces
/// scripts 1 to 12 of earlier releases: see docs/adding.md.</summary>
public sealed class Migrator(Database database, ILogger<Migrator> log)
{
    private const long LockKey = 0x4F_52_44_52_45; // "ORDRE"

    public async Task<int> ApplyAsync(IEnumerable<Assembly> assemblies, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        if (connection is SqliteConnection)
            await connection.ExecuteAsync("pragma journal_mode = wal");
        else
            // No timeout: another replica's migrations take as long as they take.
            await connection.ExecuteAsync(new CommandDefinition(
                "select pg_advisory_lock(@LockKey)", new { LockKey }, commandTimeout: 0, cancellationToken: cancellation));
        try
        {
            var applied = 0;
            foreach (var assembly in assemblies)
                applied += await ApplyAsync(assembly.GetName().Name!, MigrationScript.Of(assembly, database.Engine), cancellation);
            return applied;
        }
        finally
        {
            if (connection is not SqliteConnection)
                await connection.ExecuteAsync("select pg_advisory_unlock(@LockKey)", new { LockKey });
        }
    }

    private async Task<int> ApplyAsync(string component, IReadOnlyList<MigrationScript> scripts, CancellationToken cancellation)
    {
        var applied = 0;
        // One transaction for all scripts: on SQLite it is also the lock between processes.
        await database.WriteAsync(async sql =>
        {
            await sql.ExecuteAsync(
                """
                create table if not exists schema_migrations (
                    component text not null,
                    number integer not null,
                    name text not null,
                    checksum text not null,
                    applied_at timestamptz not null,
                    primary key (component, number)
                )
                """);
            var known = (await sql.QueryAsync<(int Number, string Checksum)>(
                "select number, checksum from schema_migrations where component = @component", new { component }))
                .ToDictionary(row => row.Number, row => row.Checksum);

            foreach (var script in scripts)
            {
                if (known.TryGetValue(script.Number, out var checksum))
                {
                    if (checksum != script.Checksum && checksum != script.Replaces)
                        throw new InvalidOperationException(
                            $"Migration {component}/{script.Name} was edited after it ran. Restore its text and add a new script instead.");
                    continue;
                }

                if (script.Replaces is not null && known.Count > 0)
                    throw new InvalidOperationException(
                        $"The store lacks migration {component}/{script.Number:0000}, which {script.Name} replaces. Start the previous release first.");

                await sql.Connection.ExecuteAsync(new CommandDefinition(
                    script.Text, transaction: sql.Transaction, commandTimeout: 0, cancellationToken: cancellation));
                await sql.ExecuteAsync(
                    "insert into schema_migrations values (@component, @Number, @Name, @Checksum, @now)",
                    new { component, script.Number, script.Name, script.Checksum, now = DateTimeOffset.UtcNow });
                log.LogInformation("Applied migration {Component}/{Script}", component, script.Name);
                applied++;
            }

            return applied > 0;
        }, cancellation);
        return applied;
    }
}

internal sealed record MigrationScript(int Number, string Name, string Text)
{
    private const string ReplacesMark = "-- replaces ";

    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>For a base script: the checksum of the last script that it replaces.</summary>
    public string? Replaces { get; } = Text.StartsWith(ReplacesMark, StringComparison.Ordinal) ? Text[ReplacesMark.Length..].Split('\n')[0].Trim() : null;

    public static IReadOnlyList<MigrationScript> Of(Assembly assembly, SqlEngine engine)
    {
        var other = engine == SqlEngine.Sqlite ? ".postgresql.sql" : ".sqlite.sql";
        var scripts = new List<MigrationScript>();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            var at = resource.IndexOf(".Migrations.", StringComparison.Ordinal);
            if (at < 0 || !resource.EndsWith(".sql", StringComparison.Ordinal) || resource.EndsWith(other, StringComparison.Ordinal))
                continue;

            var name = resource[(at + ".Migrations.".Length)..];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            scripts.Add(new MigrationScript(int.Parse(name.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture), name,
                reader.ReadToEnd().ReplaceLineEndings("\n")));
        }

        for (var i = 0; i < scripts.Count; i++)
        {
            var number = i > 0 ? scripts[i - 1].Number + 1 : scripts[0].Replaces is null ? 1 : scripts[0].Number;
            if (scripts[i].Number != number || (i > 0 && scripts[i].Replaces is not null))
                throw new InvalidOperationException(
                    $"{assembly.GetName().Name}: migration {scripts[i].Name} should be number {number:0000}, and only the first may be a base.");
        }

        return scripts;
    }
}
