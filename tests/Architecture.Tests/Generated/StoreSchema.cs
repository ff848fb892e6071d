using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture.Generated;

/// <summary>Writes a service's <c>Schema.sql</c>: the schema of an empty PostgreSQL database after all migrations, table by table.</summary>
internal static partial class StoreSchema
{
    public static string Path(string service) => $"services/{service}/Schema.sql";

    public static async Task<string> TextAsync(Assembly service)
    {
        using var store = await TestStore.CreateAsync(SqlEngine.PostgreSql, service);
        var server = await PostgresServer.SharedAsync();
        return Arrange(server.DumpSchema(store.ConnectionString), "Migrations/ and ../ServiceDefaults/Migrations/");
    }

    /// <summary>Of a process whose store has no audit, no outbox and no other table of the services.</summary>
    public static async Task<string> AloneAsync(Assembly process)
    {
        using var store = await TestStore.CreateAsync(SqlEngine.PostgreSql);
        await using (var database = new Database(Options.Create(new DatabaseOptions { Engine = SqlEngine.PostgreSql, ConnectionString = store.ConnectionString })))
            await new Migrator(database, NullLogger<Migrator>.Instance).ApplyAsync([process], default);
        var server = await PostgresServer.SharedAsync();
        return Arrange(server.DumpSchema(store.ConnectionString), "Migrations/");
    }

    /// <summary>Puts each table's keys, indexes and triggers after the table, and removes text that depends on the version of pg_dump.</summary>
    internal static string Arrange(string dump, string scripts = "Migrations/")
    {
        var statements = Statements(dump).ToArray();
        var tables = statements.Where(statement => CreateTable().IsMatch(statement)).Select(statement => CreateTable().Match(statement).Groups[1].Value).ToArray();
        var text = new StringBuilder($"""
            -- The tables of this store on PostgreSQL after all migrations, for reading only. Scripts named *.sqlite.sql say where SQLite differs.
            -- Generated from {scripts} by {GeneratedFile.Command}. Do not edit.


            """);
        text.AppendJoin("\n\n", statements.Where(statement => !tables.Contains(Table(statement))).Concat(
            tables.Select(table => string.Join('\n', statements.Where(statement => Table(statement) == table)))));
        return text.Append('\n').ToString();
    }

    private static IEnumerable<string> Statements(string dump)
    {
        // pg_dump writes a comment before each object and none inside an object.
        var statement = new StringBuilder();
        foreach (var line in dump.Split('\n').Append("--"))
        {
            if (line.StartsWith("--", StringComparison.Ordinal))
            {
                if (statement.ToString().Trim() is { Length: > 0 } whole)
                    yield return Schema().Replace(whole, "").Replace("\n    ADD CONSTRAINT", " ADD CONSTRAINT", StringComparison.Ordinal);
                statement.Clear();
            }
            else if (!Noise().IsMatch(line))
            {
                statement.Append(line).Append('\n');
            }
        }
    }

    private static string Table(string statement) => OwnTable().Match(statement).Groups["table"].Value;

    [GeneratedRegex(@"^(SET |SELECT pg_catalog\.|\\)")]
    private static partial Regex Noise();

    [GeneratedRegex(@"\bpublic\.")]
    private static partial Regex Schema();

    [GeneratedRegex(@"^CREATE TABLE (\S+)")]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"^(CREATE TABLE|ALTER TABLE( ONLY)?|CREATE (UNIQUE )?INDEX \S+ ON( ONLY)?|CREATE TRIGGER \S+ .*? ON) (?<table>[^\s;]+)")]
    private static partial Regex OwnTable();
}
