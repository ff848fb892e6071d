using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Colleagues;

/// <summary>Keeps the name of each colleague who makes a change, once a day.</summary>
/// <remarks>In a transaction of its own, after that of the change: two changes of one person must not wait for each other's row while they hold
/// others.</remarks>
public sealed class ColleagueKeeper(Database database, TimeProvider clock, ILogger<ColleagueKeeper> log)
{
    // A memory that is too full starts again: the rows are then written once more.
    private const int Capacity = 10_000;
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, ColleagueRow> kept = new(StringComparer.Ordinal);

    /// <summary>Never fails: the change of the caller is committed.</summary>
    internal async Task KeepAsync(Caller caller)
    {
        if (!caller.IsColleague)
            return;
        var row = new ColleagueRow
        {
            Subject = caller.Subject, Name = caller.Name, Body = caller.Body, Council = caller.Council, Chamber = caller.Chamber,
            SeenAt = clock.GetUtcNow(),
        };
        if (kept.TryGetValue(row.Subject, out var last) && row.SeenAt - last.SeenAt < Again && row == last with { SeenAt = row.SeenAt })
            return;
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            await database.WriteAsync(
                async sql =>
                {
                    await ColleagueStore.KeepAsync(sql, row);
                    return true;
                },
                limit.Token);
        }
        catch (Exception exception)
        {
            // Their next change writes it.
            log.LogWarning("The name of a colleague was not kept ({Exception})", exception.GetType().Name);
            return;
        }

        if (kept.Count >= Capacity)
            kept.Clear();
        kept[row.Subject] = row;
    }
}
