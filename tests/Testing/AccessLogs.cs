using Google.Protobuf.Reflection;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Admissions;
using OrdreCouncils.ServiceDefaults.Sql;
using Xunit;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Compares the access log of a service with a table of its RPCs; an RPC that the table does not name fails the test.</summary>
public static class AccessLogs
{
    /// <param name="store">The store of a service that has stopped: its stop wrote the last reads.</param>
    /// <param name="services">Every service of the contract that this host answers.</param>
    /// <param name="shown">For each RPC that shows a person's record: the records that the calls of the test must have left in the log.</param>
    /// <param name="others">The other RPCs. One that changes something and names a person in its answer leaves an entry under that person, and none of them
    /// leaves another entry.</param>
    public static async Task HoldAsync(
        TestStore store, IEnumerable<ServiceDescriptor> services, IReadOnlyDictionary<string, string[]> shown, IEnumerable<string> others)
    {
        services = [.. services];
        var rpcs = services.SelectMany(service => service.Methods).ToDictionary(rpc => $"/{rpc.Service.FullName}/{rpc.Name}");
        Assert.Equal(services.SelectMany(service => service.Methods).Select(rpc => rpc.Name).Order(), shown.Keys.Concat(others).Order());

        await using var database = new Database(Options.Create(new DatabaseOptions { Engine = store.Engine, ConnectionString = store.ConnectionString }));
        var reads = await database.ReadAsync(
            sql => sql.QueryAsync<(string Operation, string Subject)>(
                "select distinct operation, subject from record_accesses where subject <> 'refused' and operation like '/ordre.%'"),
            CancellationToken.None);

        var changed = await database.ReadAsync(sql => sql.QueryAsync<string>("select distinct operation from audit_entries"), CancellationToken.None);
        foreach (var operation in changed.Where(operation => others.Any(name => rpcs.TryGetValue(operation, out var rpc) && rpc.Name == name)))
        {
            Assert.True(
                !NamesPerson(rpcs[operation]) || reads.Any(read => read.Operation == operation && read.Subject.StartsWith("physicians/", StringComparison.Ordinal)),
                $"{operation} named a person in its answer, and no entry tells.");
        }

        // The table of reads says nothing about the answers to changes.
        reads = [.. reads.Where(read => !(others.Contains(rpcs[read.Operation].Name) && NamesPerson(rpcs[read.Operation])))];
        var expected = shown.SelectMany(rpc => rpc.Value.Select(subject => $"{rpc.Key} {subject}")).ToHashSet();
        var actual = reads.Select(read => $"{read.Operation.Split('/')[^1]} {read.Subject}").ToHashSet();
        Assert.True(
            expected.SetEquals(actual),
            $"Missing: {string.Join(", ", expected.Except(actual).Order())}. Unexpected: {string.Join(", ", actual.Except(expected).Order())}.");
    }

    /// <summary>Lets the table of the log refuse rows, as on a full disk.</summary>
    public static Task RefuseRowsAsync(Database database) => ExecuteAsync(database, database.Engine == SqlEngine.Sqlite
        ? "create trigger disk_full before insert on record_accesses begin select raise(abort, 'disk full'); end"
        : """
          create function disk_full() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$;
          create trigger disk_full before insert on record_accesses for each statement execute function disk_full()
          """);

    public static Task TakeRowsAsync(Database database) => ExecuteAsync(
        database, database.Engine == SqlEngine.Sqlite ? "drop trigger disk_full" : "drop trigger disk_full on record_accesses");

    private static Task<bool> ExecuteAsync(Database database, string statement) => database.WriteAsync(
        async sql =>
        {
            await sql.ExecuteAsync(statement);
            return true;
        },
        CancellationToken.None);

    private static bool NamesPerson(MethodDescriptor rpc) => ShownPersons.Names(rpc);
}
