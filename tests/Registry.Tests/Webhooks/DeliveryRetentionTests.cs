using Microsoft.Extensions.Options;
using OrdreCouncils.Registry;
using OrdreCouncils.Registry.Webhooks;
using OrdreCouncils.ServiceDefaults.Retention;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Webhooks;

public sealed class DeliveryRetentionTests
{
    private static readonly DateTimeOffset Old = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory, Engines]
    public async Task Deliveries_AfterTheirPeriod_LoseTheProofs_AndKeepWhatIsOwedOrFailed(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine, typeof(RegistryHost).Assembly);
        await using var database = new Database(Options.Create(new DatabaseOptions { Engine = engine, ConnectionString = store.ConnectionString }));
        await database.WriteAsync(
            async sql =>
            {
                foreach (var (state, at) in new[] { ("Pending", Old), ("Failed", Old), ("Delivered", Old), ("Delivered", Old.AddYears(2)) })
                {
                    var id = Guid.CreateVersion7(at).ToString();
                    await sql.ExecuteAsync(
                        """
                        insert into webhook_deliveries
                            (id, partner, rpps, revision, body, body_hash, created_at, state, attempts, last_status, last_attempt_at, due_at)
                        values (@id, 'cnam', @id, 1, @none, '', @at, @state, 1, 204, @at, @at)
                        """, new { id, none = Array.Empty<byte>(), at, state });
                }

                return true;
            },
            default);
        var rows = new DeliveryRows(RetentionSchedule.Parse("P1Y", "Retention:Deliveries"));

        var count = await database.ReadAsync(sql => rows.CountAsync(sql, Old.AddYears(1)), default);
        var deleted = await rows.DeleteAsync(database, Old.AddYears(1), default);

        Assert.Equal((1, Old, 1L), (count.Rows, count.Oldest, deleted));
        Assert.Equal(
            ["Delivered", "Failed", "Pending"],
            await database.ReadAsync(sql => sql.QueryAsync<string>("select state from webhook_deliveries order by state"), default));
    }
}
