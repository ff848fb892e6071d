using Google.Protobuf.Reflection;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Sql;
using Xunit;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Compares the access log of a service with a table of its RPCs; an RPC that the table does not name fails the test.</summary>
public static class AccessLogs
{
    /// <param name="store">The store of a service that has stopped: its stop wrote the last reads.</param>
    /// <param name="services">Every service of the contract that this host answers.</param>
    /// <param name="shown">For each RPC that shows a person's record: the records that the calls of the test must have left in the log.</param>
    /// <param name="others">RPCs that leave no entry in the access log.</param>
    public static async Task HoldAsync(
        TestStore store, IEnumerable<ServiceDescriptor> services, IReadOnlyDictionary<string, string[]> shown, IEnumerable<string> others)
    {
        Assert.Equal(services.SelectMany(service => service.Methods).Select(rpc => rpc.Name).Order(), shown.Keys.Concat(others).Order());

        await using var database = new Database(Options.Create(new DatabaseOptions { Engine = store.Engine, ConnectionString = store.ConnectionString }));
        var reads = await database.ReadAsync(
            sql => sql.QueryAsync<(string Operation, string Subject)>(
                "select distinct operation, subject from record_accesses where subject <> 'refused' and operation like '/ordre.%'"),
            CancellationToken.None);

        var expected = shown.SelectMany(rpc => rpc.Value.Select(subject => $"{rpc.Key} {subject}")).ToHashSet();
        var actual = reads.Select(read => $"{read.Operation.Split('/')[^1]} {read.Subject}").ToHashSet();
        Assert.True(
            expected.SetEquals(actual),
            $"Missing: {string.Join(", ", expected.Except(actual).Order())}. Unexpected: {string.Join(", ", actual.Except(expected).Order())}.");
    }
}
